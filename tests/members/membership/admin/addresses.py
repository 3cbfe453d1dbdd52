"""Where members are looked after in the admin."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from members.models import Membership

LIST, ADD, IMPORTS = "/admin/members/", "/admin/members/new/", "/admin/members/import/"


def edit_url(membership: Membership) -> str:
    """Where one member is changed."""
    return reverse("members_admin:edit", args=[membership.pk])


def bulk_url(kind: str, *memberships: Membership, **query: Any) -> str:
    """Where many are changed."""
    chosen = "&".join(f"id={each.pk}" for each in memberships)
    more = "&".join(f"{name}={value}" for name, value in query.items())
    address = reverse("wagtail_bulk_action", args=["members", "membership", kind])
    return f"{address}?{'&'.join(filter(None, [chosen, more]))}"
