"""Who comes to look. Here alone is said how each kind of visitor comes to be what they are.

What each of them may read says `tests.members.matrix.rules`.
"""

from __future__ import annotations

from collections.abc import Callable

from members.membership import services
from members.models import Membership, User
from tests.factories import UserFactory
from tests.members.matrix.browser import Browser

GROUP = "Board"


def unverified() -> User:
    """Has an account, and has not shown yet that the address is theirs."""
    return UserFactory.create(email="unverified@example.org", proven=False)


def pending() -> User:
    """Waits for an administrator's approval."""
    account = UserFactory.create(email="pending@example.org")
    Membership.objects.create(
        account=account, email=account.email, status=Membership.Status.PENDING
    )
    return account


def member() -> User:
    """A member whose membership is in force."""
    return UserFactory.create(email="member@example.org", groups=["Members"])


def other_group() -> User:
    """In a group, and no member."""
    return UserFactory.create(email="board@example.org", groups=[GROUP])


def editor() -> User:
    """Works on the desks, and is no member."""
    return UserFactory.create(email="editor@example.org", groups=["Editors"])


def administrator() -> User:
    """Runs the site, and is no member."""
    return UserFactory.create(email="administrator@example.org", groups=["Administrators"])


def suspended() -> User:
    """Was a member, and still has the browser in which they were signed in."""
    return UserFactory.create(email="suspended@example.org", groups=["Members", GROUP])


def lapsed() -> User:
    """A member whose membership is over."""
    account = UserFactory.create(email="lapsed@example.org", groups=["Members"])
    services.end(account.membership)
    return account


ACCOUNTS: dict[str, Callable[[], User]] = {
    "unverified": unverified,
    "pending": pending,
    "member": member,
    "other group": other_group,
    "editor": editor,
    "administrator": administrator,
    "suspended": suspended,
    "lapsed": lapsed,
}
VISITORS = ("anonymous", *ACCOUNTS)
# Who may enter the admin.
STAFF = frozenset({"editor", "administrator"})
# Whose requests are those of nobody in particular.
SIGNED_OUT = frozenset({"anonymous", "suspended"})


def browsers() -> dict[str, Browser]:
    """A browser for each of them, signed in where there is an account."""
    clients = {"anonymous": Browser()}
    for name, make in ACCOUNTS.items():
        clients[name] = Browser()
        clients[name].force_login(make())
    services.suspend(Membership.objects.get(email="suspended@example.org"))
    return clients
