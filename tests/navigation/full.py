"""A menu as full as one may be, for tests and benches."""

from __future__ import annotations

from collections.abc import Sequence

from tests.navigation.compose import Stored, group, to_address, to_page

GROUPS = 12


def full_menu(pages: Sequence[int], number: int) -> list[Stored]:
    """So many entries, those of groups included: half of them pages, by turns, half addresses."""
    entries = [
        to_page(pages[each // 2 % len(pages)])
        if pages and each % 2
        else to_address(f"https://many.example/{each}", f"Entry {each}")
        for each in range(number - GROUPS)
    ]
    loose = len(entries) // 4
    each_group = -(-(len(entries) - loose) // GROUPS)
    groups = [
        group(f"Group {start}", *entries[start : start + each_group])
        for start in range(loose, len(entries), each_group)
    ]
    return [*groups, *entries[:loose]]
