"""The kinds of people whose rights are tried: one of each group, and those without one."""

from __future__ import annotations

from django.test import Client

from tests.factories import UserFactory

GROUPS = {
    "contributor": "Contributors",
    "editor": "Editors",
    "membership": "Membership",
    "moderator": "Moderators",
    "administrator": "Administrators",
    "member": "Members",
}
EVERYBODY = (*GROUPS, "stranger", "anonymous")

NOBODY: frozenset[str] = frozenset()
ADMINISTRATION = frozenset({"administrator"})
EDITORIAL = frozenset({"editor", "administrator"})
WRITING = EDITORIAL | {"contributor"}
ACCOUNTS = frozenset({"membership", "administrator"})
# Whoever may enter the admin.
STAFF = WRITING | ACCOUNTS | {"moderator"}


def browser_of(who: str) -> Client:
    """The browser of one kind of person, signed in unless they have no account."""
    client = Client()
    if who != "anonymous":
        groups = [GROUPS[who]] if who in GROUPS else []
        client.force_login(UserFactory.create(email=f"{who}@example.org", groups=groups))
    return client
