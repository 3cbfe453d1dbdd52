"""Articles in the site's search: how they are shown, and by what they can be filtered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Q
from django.template import Context
from django.template.loader import render_to_string
from django.utils.dates import MONTHS
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from core.memory import remember
from core.places import contribute
from core.search import Facet, Name, Searchable, UnknownValueError, register
from news import names
from news.models import ArticlePage, NewsDeskPage, Source, Topic
from news.rows import COLUMNS, name_sources

if TYPE_CHECKING:
    from members.access import Reader

YEARS = range(1, 10_000)


def _slugs(named: Mapping[int, Topic] | Mapping[int, Source]) -> Sequence[tuple[str, str]]:
    return [(each.slug, each.name) for each in named.values()]


def _key(found: Topic | Source | None) -> int:
    if found is None:
        raise UnknownValueError
    return found.pk


def _years(_reader: Any) -> Sequence[tuple[str, str]]:
    """From the newest article's year to the oldest one's, as far as everybody may read them."""
    return remember("search years", _read_years)


def _read_years() -> Sequence[tuple[str, str]]:
    articles = ArticlePage.objects.published().visible_to(AnonymousUser())
    newest = articles.order_by("-shared_on").values_list("shared_on", flat=True).first()
    oldest = articles.order_by("shared_on").values_list("shared_on", flat=True).first()
    if newest is None or oldest is None:
        return []
    return [(str(year), str(year)) for year in range(newest.year, oldest.year - 1, -1)]


def _months(_reader: Any) -> Sequence[tuple[str, str]]:
    return [(str(number), name) for number, name in MONTHS.items()]


def _number(value: str, numbers: Iterable[int]) -> int:
    if value.isascii() and value.isdigit() and len(value) <= 4 and int(value) in numbers:
        return int(value)
    raise UnknownValueError(value)


def _rows(keys: Sequence[int]) -> dict[int, ArticlePage]:
    found = ArticlePage.objects.only(*COLUMNS, "plain_text").in_bulk(keys)
    name_sources(list(found.values()))
    return found


def _texts(article: ArticlePage) -> Iterator[str]:
    yield article.plain_text
    yield article.summary


def _names(reader: Reader) -> Iterator[Name]:
    for topic in names.topics_for(reader).values():
        yield Name(topic.name, _("topic"))
    for source in names.sources_for(reader).values():
        yield Name(source.name, _("source"))


@contribute("search.ways_on")
def topics_to_look_around(context: Context) -> SafeString:
    """For who has not found anything yet: the topics of the first desk this visitor may read."""
    request = context["request"]
    site = Site.find_for_request(request)
    desks = NewsDeskPage.objects.live().visible_to(request.user).order_by("path")
    desk = desks.filter(path__startswith=site.root_page.path).first() if site else None
    topics = names.topics_for(request.user)
    if desk is None or not topics:
        return SafeString("")
    return render_to_string(
        "news/parts/search_ways_on.html",
        {"desk": desk, "topics": _slugs(topics)},
        request=request,
    )


register(
    Searchable(
        model=ArticlePage,
        kind=_("Article"),
        template="news/parts/search_result.html",
        day=F("shared_on"),
        has_many=True,
        rows=_rows,
        texts=_texts,
        names=_names,
        facets=(
            Facet(
                "topic",
                _("Topic"),
                _("All topics"),
                options=lambda reader: _slugs(names.topics_for(reader)),
                condition=lambda slug, reader: Q(topics=_key(names.topic_at(slug, reader))),
            ),
            Facet(
                "source",
                _("Source"),
                _("All sources"),
                options=lambda reader: _slugs(names.sources_for(reader)),
                condition=lambda slug, reader: Q(source=_key(names.source_at(slug, reader))),
            ),
            Facet(
                "year",
                _("Year"),
                _("All years"),
                options=_years,
                condition=lambda value, _reader: Q(shared_on__year=_number(value, YEARS)),
            ),
            Facet(
                "month",
                _("Month"),
                _("All months"),
                options=_months,
                condition=lambda value, _reader: Q(shared_on__month=_number(value, MONTHS)),
            ),
        ),
    )
)
