"""The addresses at which something is done with members, one or many."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from members.membership.many import KINDS, ManyMembers
from members.models import Membership


def addresses_of_deeds(back: str) -> dict[str, str]:
    """By kind of deed: where it is done, all but to whom; and where one goes from there."""
    query = urlencode({"next": back})
    return {
        kind: f"{reverse('wagtail_bulk_action', args=['members', 'membership', kind])}?{query}"
        for kind in KINDS
    }


def address_of_deed(deed: type[ManyMembers], membership: Membership, *, back: str) -> str:
    """Where this is done to one member."""
    return f"{addresses_of_deeds(back)[deed.kind]}&id={membership.pk}"
