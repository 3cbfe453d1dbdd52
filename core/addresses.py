"""Addresses below a page that are not its children's to take.

Under a desk stand the lists of topics and sources, under the home page the sign-in and the admin:
a page with such a slug would never be reached, or hide what is there. A page type names what it
keeps for itself (`BasePage.reserved_child_slugs`); everywhere a slug can be chosen asks here.
"""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm
from wagtail.models import Page


def is_reserved(slug: str, parent: Page | None) -> bool:
    """Whether the parent keeps this part of the addresses below it for something else."""
    patterns = getattr(parent and parent.specific_class, "reserved_child_slugs", ())
    return any(re.fullmatch(pattern, slug, re.IGNORECASE) for pattern in patterns)


def reserved_message(slug: str) -> str:
    """What an editor is told."""
    return _("“%(slug)s” is kept for another part of the site. Please choose another slug.") % {
        "slug": slug
    }


class DeskPageForm(WagtailAdminPageForm):
    """The editor's form of every page; says at the slug when it cannot be taken."""

    def clean(self) -> dict[str, Any]:
        """Refuse a slug that the parent keeps for itself."""
        cleaned = super().clean()
        slug = cleaned.get("slug", "")
        if is_reserved(slug, self.parent_page):
            self.add_error("slug", ValidationError(reserved_message(slug), code="reserved"))
        return cleaned


class DeskCopyForm(CopyForm):
    """The form for a copy of a page; its slug is chosen anew."""

    def clean(self) -> dict[str, Any]:
        """Refuse a slug that the new parent keeps for itself."""
        cleaned = super().clean()
        slug = cleaned.get("new_slug", "")
        parent = cleaned.get("new_parent_page") or self.page.get_parent()
        if is_reserved(slug, parent):
            self.add_error("new_slug", ValidationError(reserved_message(slug), code="reserved"))
        return cleaned
