"""How the objects of an app are called where many of them are changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from core.models import BaseBulkChange

    Label = str | _StrPromise


@dataclass(frozen=True)
class Words:
    """Whole sentences, for each language has its own grammar; numbers go in as `number`."""

    # What the list of them is called, and the way back to it.
    objects: Label
    back: Label
    none_chosen: Label
    too_many: Label
    takes_time: Label
    # Those that the screen does not name; its plural goes by `count`.
    more: Label
    # How many of a `total` have been looked at, and what the bar is called that shows it.
    looked_at: Label
    bar: Label
    # Its plural goes by `number`.
    changed: Label
    # The heading above those that will be changed, where it is known beforehand which these are.
    ready: Label = ""

    def outcome(self, work: BaseBulkChange) -> str:
        """What came of a change, in a sentence or two."""
        parts = [self.changed % {"number": work.changed}]
        if work.unchanged:
            so_already = ngettext(
                "%(number)d was so already.", "%(number)d were so already.", work.unchanged
            )
            parts.append(so_already % {"number": work.unchanged})
        return " ".join(parts)

    def progress(self, work: BaseBulkChange) -> str:
        """How far it has come."""
        return self.looked_at % {"number": grouped(work.done), "total": grouped(work.total)}


def grouped(number: int) -> str:
    """A number as it is written where one is."""
    return number_format(number, force_grouping=True)
