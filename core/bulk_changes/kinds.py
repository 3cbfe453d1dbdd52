"""What can be done with many objects, and what can come of it for each of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Label = str | _StrPromise


class Result(StrEnum):
    """What came of a change for one object."""

    CHANGED = "changed"
    # The draft only: readers see the old state until somebody publishes it.
    DRAFTED = "drafted"
    UNCHANGED = "unchanged"
    LEFT = "left"


@dataclass(frozen=True)
class Outcome:
    """The same with the reason where not all was done."""

    result: Result
    reason: str = ""


# The key of an object, its name, and what came of it.
Taken = tuple[int, str, Outcome]


class Change(ABC):
    """One kind of change. `wanted` is what its form was filled in with, as JSON can keep it."""

    kind: ClassVar[str]
    # What the button in the list says, the heading of the screen, and the button that does it,
    # which says the same as the heading unless it has words of its own.
    label: ClassVar[Label]
    heading: ClassVar[Label]
    button: ClassVar[Label] = ""
    icon: ClassVar[str] = "edit"
    explanation: ClassVar[Label] = ""
    form_class: ClassVar[type[forms.Form]] = forms.Form

    def __init__(self, wanted: Mapping[str, Any] | None = None) -> None:
        self.wanted = wanted or {}

    @classmethod
    def kept(cls, form: forms.Form) -> dict[str, Any]:
        """What to keep of the filled-in form."""
        return {}

    @abstractmethod
    def carry_out(self, keys: Sequence[int], user: Any) -> Iterable[Taken]:
        """Change the objects as far as that may be, for this person; say what came of each.

        Whatever is raised undoes all of it; they are then taken one by one.
        """
