"""Articles in the site's search: how they are shown, and by what they can be filtered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Q
from django.template import Context
from django.template.loader import render_to_string
from django.utils.dates import MONTHS
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from core.memory import remember
from core.places import contribute
from core.search import Facet, Name, Searchable, UnknownValue, register
from news.models import ArticlePage, NewsDeskPage, Source, Topic

YEARS = range(1, 10_000)


def _choices(model: type[Topic] | type[Source]) -> dict[str, tuple[int, str]]:
    """Keys and names by slug, in the order of names."""
    return remember(
        ("search choices", model),
        lambda: {
            slug: (key, name)
            for slug, key, name in model.objects.order_by("name").values_list("slug", "pk", "name")
        },
    )


def _slugs(model: type[Topic] | type[Source]) -> Sequence[tuple[str, str]]:
    return [(slug, name) for slug, (key, name) in _choices(model).items()]


def _key(model: type[Topic] | type[Source], slug: str) -> int:
    try:
        return _choices(model)[slug][0]
    except KeyError as error:
        raise UnknownValue(slug) from error


def _years() -> Sequence[tuple[str, str]]:
    """From the newest article's year to the oldest one's, as far as everybody may read them."""
    return remember("search years", _read_years)


def _read_years() -> Sequence[tuple[str, str]]:
    articles = ArticlePage.objects.published().visible_to(AnonymousUser())
    newest = articles.order_by("-shared_on").values_list("shared_on", flat=True).first()
    oldest = articles.order_by("shared_on").values_list("shared_on", flat=True).first()
    if newest is None or oldest is None:
        return []
    return [(str(year), str(year)) for year in range(newest.year, oldest.year - 1, -1)]


def _months() -> Sequence[tuple[str, str]]:
    return [(str(number), name) for number, name in MONTHS.items()]


def _number(value: str, numbers: Iterable[int]) -> int:
    if value.isascii() and value.isdigit() and len(value) <= 4 and int(value) in numbers:
        return int(value)
    raise UnknownValue(value)


def _rows(keys: Sequence[int]) -> dict[int, ArticlePage]:
    return ArticlePage.objects.defer_streamfields().select_related("source").in_bulk(keys)


def _texts(article: ArticlePage) -> Iterator[str]:
    yield article.plain_text
    yield article.summary


def _names() -> Iterator[Name]:
    for model in (Topic, Source):
        for _key, name in _choices(model).values():
            yield Name(name, str(model._meta.verbose_name))


@contribute("search.ways_on")
def topics_to_look_around(context: Context) -> SafeString:
    """For who has not found anything yet: the topics of the first desk this visitor may read."""
    request = context["request"]
    desk = NewsDeskPage.objects.live().visible_to(request.user).order_by("path").first()
    if desk is None or not _choices(Topic):
        return SafeString("")
    return render_to_string(
        "news/parts/search_ways_on.html", {"desk": desk, "topics": _slugs(Topic)}, request=request
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
                options=lambda: _slugs(Topic),
                condition=lambda slug: Q(topics=_key(Topic, slug)),
            ),
            Facet(
                "source",
                _("Source"),
                _("All sources"),
                options=lambda: _slugs(Source),
                condition=lambda slug: Q(source=_key(Source, slug)),
            ),
            Facet(
                "year",
                _("Year"),
                _("All years"),
                options=_years,
                condition=lambda value: Q(shared_on__year=_number(value, YEARS)),
            ),
            Facet(
                "month",
                _("Month"),
                _("All months"),
                options=_months,
                condition=lambda value: Q(shared_on__month=_number(value, MONTHS)),
            ),
        ),
    )
)
