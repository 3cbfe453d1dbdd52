"""Which topics and sources a reader is told of.

One that stands only on articles that are kept from the reader is not named to them, by no list, no
suggestion and no address: its name alone may say what the articles are about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef

from core.closures import closures
from core.memory import generation, remember
from members.access import audience_of
from news import catalogue
from news.models.sources import Source
from news.models.topics import Topic

if TYPE_CHECKING:
    from members.access import Reader

Named = TypeVar("Named", Topic, Source)


@dataclass(frozen=True)
class Hidden:
    """The keys of those that a reader is not told of."""

    topics: frozenset[int] = frozenset()
    sources: frozenset[int] = frozenset()


def topics_for(reader: Reader) -> Mapping[int, Topic]:
    """Every topic that this reader may know of by its key, in the order of their names."""
    return _but(catalogue.topics(), _hidden_from(reader).topics)


def sources_for(reader: Reader) -> Mapping[int, Source]:
    """Every source likewise."""
    return _but(catalogue.sources(), _hidden_from(reader).sources)


def topic_at(slug: str, reader: Reader) -> Topic | None:
    """The topic with this address, as far as this reader may know of it."""
    found = catalogue.topic_at(slug)
    return found if found and is_told_of(found, reader) else None


def source_at(slug: str, reader: Reader) -> Source | None:
    """The source likewise."""
    found = catalogue.source_at(slug)
    return found if found and is_told_of(found, reader) else None


def is_told_of(named: Topic | Source, reader: Reader) -> bool:
    """Whether this reader may know of the topic or source."""
    field = "topics" if isinstance(named, Topic) else "sources"
    # What everybody is told of needs nobody's groups.
    return any(
        named.pk not in getattr(_hidden_from(each), field) for each in (AnonymousUser(), reader)
    )


def are_told_of(narrowed: Iterable[Topic | Source | None], reader: Reader) -> bool:
    """Whether this reader may know of everything a list is narrowed to; None narrows nothing."""
    return all(each is None or is_told_of(each, reader) for each in narrowed)


def has_feed(narrowed: Topic | Source | None) -> bool:
    """Whether the list narrowed to this has a feed, which is for everybody."""
    return are_told_of((narrowed,), AnonymousUser())


def _but(named: Mapping[int, Named], hidden: frozenset[int]) -> Mapping[int, Named]:
    if not hidden:
        return named
    return {key: each for key, each in named.items() if key not in hidden}


def _hidden_from(reader: Reader) -> Hidden:
    if not closures().closed_to(frozenset()):
        return Hidden()
    nobody = AnonymousUser()
    from_some = remember("names hidden from some", lambda: _read(nobody))
    # Where all are told of all, who asks need not be known.
    if from_some == Hidden():
        return from_some
    return from_some if reader == nobody else _hidden_from_account(reader)


def _hidden_from_account(reader: Reader) -> Hidden:
    # A page asks several times, and each time whose groups to look at would cost a query.
    asker: Any = reader
    token, hidden = getattr(asker, "_names_hidden", (None, Hidden()))
    if token != generation():
        token = generation()
        hidden = remember(("names hidden", audience_of(reader)), lambda: _read(reader))
        asker._names_hidden = (token, hidden)
    return hidden


def _read(reader: Reader) -> Hidden:
    from news.models import ArticlePage  # It knows this module.

    published = ArticlePage.objects.published()

    def hidden(model: Any, field: str, known: Any) -> frozenset[int]:
        about = {field: OuterRef("pk")}
        kept = model.objects.filter(Exists(published.filter(**about)))
        kept = kept.exclude(Exists(known.filter(**about)))
        return frozenset(kept.order_by().values_list("pk", flat=True))

    # A teaser names the source of an article, and not its topics.
    return Hidden(
        hidden(Topic, "topics", published.visible_to(reader)),
        hidden(Source, "source", published.shown_to(reader)),
    )
