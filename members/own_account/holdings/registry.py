"""The register of what is held about people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from members.models import User

# Texts by their names, as people read them; a list of such things where there are several.
Rows = list[dict[str, str]]


class Holding:
    """One kind of thing that is held. `name` is its name in the file that programs read."""

    name: ClassVar[str]
    heading: str | Promise

    def tell(self, account: User) -> Rows:
        """All that is held, without secrets; an empty list where there is nothing."""
        raise NotImplementedError

    def files(self, account: User) -> Iterable[tuple[str, bytes]]:
        """Files that belong to it, with their names; none, unless there are any."""
        return ()

    def forget(self, account: User) -> None:
        """Let go of what the database does not delete together with the account.

        Called in the transaction that deletes it, just before.
        """


_holdings: list[Holding] = []


def register(holding: Holding) -> None:
    """Have it told and forgotten."""
    _holdings.append(holding)


def holdings() -> list[Holding]:
    """All there are, in the order in which they were registered."""
    return list(_holdings)
