"""Which addresses are proven to belong to an account: whoever checks addresses says so here.

    proof.register(lambda addresses: {address: account, …})

The function gets addresses in small letters and returns the accounts of those that were proven. As
long as nobody registers one, none counts as proven until `services.account_verified` is called.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from members.models import User

Proven = Callable[[Collection[str]], Mapping[str, "User"]]

_sources: list[Proven] = []


def register(source: Proven) -> Proven:
    """Have this function asked."""
    if source not in _sources:
        _sources.append(source)
    return source


def proven(addresses: Iterable[str]) -> dict[str, User]:
    """By address in small letters: the account that proved to have it."""
    wanted = {address.lower() for address in addresses}
    found: dict[str, User] = {}
    for source in _sources:
        found |= source(wanted)
    return found
