"""Places in templates that apps fill without being known there.

The article page has a place for comments, the home page one for the latest articles; the apps that
fill them are not imported by the app that shows them. An app contributes from its AppConfig.ready:

    @contribute("article.comments")
    def thread(context): return render_to_string(...)

and a template shows what came together with `{% place "article.comments" %}`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from django.template import Context
from django.utils.safestring import SafeString

Contribution = Callable[[Context], SafeString]

_contributions: dict[str, list[tuple[int, Contribution]]] = defaultdict(list)


def contribute(place: str, *, order: int = 100) -> Callable[[Contribution], Contribution]:
    """Register a function whose HTML is shown at the place; lower orders come first."""

    def register(function: Contribution) -> Contribution:
        if all(known is not function for _, known in _contributions[place]):
            _contributions[place].append((order, function))
            _contributions[place].sort(key=lambda entry: entry[0])
        return function

    return register


def contributions_to(place: str) -> list[Contribution]:
    """What the apps contributed to the place, in order."""
    return [function for _, function in _contributions[place]]


def withdraw(place: str, function: Contribution) -> None:
    """Take a contribution back."""
    _contributions[place] = [entry for entry in _contributions[place] if entry[1] is not function]
