"""What can be searched: apps say which of their pages, and by what they can be filtered.

    register(Searchable(model=ArticlePage, kind=_("Article"), ...))

from a module that the app's AppConfig imports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Expression, F, Q

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from core.models import BasePage

    Label = str | _StrPromise


class UnknownValueError(LookupError):
    """A filter was given a value that there is not."""


@dataclass(frozen=True)
class Facet:
    """A filter: the parameter in the address, its label, and what there is to choose from.

    Both are told who looks. `options` gives values with their labels, and should be cheap (see
    core.memory). `condition` makes of a value what the pages have to meet, and raises
    UnknownValueError where there is no such, or none that this person may know of.
    """

    parameter: str
    label: Label
    everything: Label
    options: Callable[[Any], Sequence[tuple[str, str]]]
    condition: Callable[[str, Any], Q]


@dataclass(frozen=True)
class Name:
    """Something with a name that is suggested and known to the spelling: a topic, a source."""

    text: str
    kind: Label


def _no_names(_reader: Any) -> Iterable[Name]:
    return ()


@dataclass(frozen=True)
class Searchable:
    """A type of page that is found.

    `day` is the date results are sorted by; where there may be more than some thousand pages
    (`has_many`), it has to be a column with an index. `rows` fetches the pages of a list by their
    keys, with what the template shows; the template gets one as `page`, and as `snippet` and
    `headline` its text and title with the words found in them marked. `texts` gives what a snippet
    is cut from, in order of preference. `names` gives what else to suggest to this person.
    """

    model: type[BasePage]
    kind: Label
    template: str
    day: F | Expression
    rows: Callable[[Sequence[int]], dict[int, Any]]
    texts: Callable[[Any], Iterable[str]]
    has_many: bool = False
    facets: tuple[Facet, ...] = ()
    names: Callable[[Any], Iterable[Name]] = _no_names


_registered: dict[type[BasePage], Searchable] = {}


def register(searchable: Searchable) -> None:
    """Have pages of a type found from now on; said again, what was said last holds."""
    _registered[searchable.model] = searchable


def registered() -> tuple[Searchable, ...]:
    """All that can be searched."""
    return tuple(_registered.values())
