"""How many articles there are of what, counted by the database; and what articles lack."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
)
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageLogEntry

from core.expressions import MonthOf
from news.models import ArticlePage

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from news.models import NewsDeskPage

Rows = QuerySet[Any, dict[str, Any]]

CREATED = ("wagtail.create", "wagtail.copy")
# What the clock publishes is the doing of whoever scheduled it.
PUBLISHED = ("wagtail.publish", "wagtail.publish.schedule")

_TOPICS = ArticlePage.topics.through.objects.filter(articlepage_id=OuterRef("pk"))
# What every article should have, and how one is recognised that lacks it.
LACKS: dict[str, tuple[_StrPromise, Any]] = {
    "topics": (_("topics"), ~Exists(_TOPICS)),
    "summary": (_("summary"), Q(summary="")),
    "source": (_("source"), Q(source=None)),
    "source_date": (_("source’s date"), Q(source_published_on=None)),
    "source_url": (_("address of the original"), Q(source_url="")),
    "image_alt": (
        _("description of the picture"),
        Q(image__isnull=False, image_alt="", image_decorative=False),
    ),
}


def published() -> QuerySet[ArticlePage]:
    """The articles that readers can see.

    By leaving out the few that they cannot: fetching 100,000 rows of pages to ask each whether it
    is live takes six times as long as an index of the articles alone.
    """
    hidden = Page.objects.filter(live=False).order_by()
    return ArticlePage.objects.exclude(page_ptr_id__in=hidden.values("pk"))


def by_source_and_month(articles: QuerySet[ArticlePage]) -> Rows:
    """For each month and source the `number` of the articles shared; `month` is text, 2015-09."""
    return (
        articles.order_by()
        .annotate(month=MonthOf("shared_on"))
        .values("month", "source_id", name=F("source__name"))
        .annotate(number=Count("pk"))
    )


def by_topic(articles: QuerySet[ArticlePage]) -> Rows:
    """For each topic the `number` of the articles and when the `latest` was shared.

    Those without a topic are counted under none.
    """
    return (
        articles.order_by()
        .values(topic_id=F("topics"), name=F("topics__name"))
        .annotate(number=Count("pk"), latest=Max("shared_on"))
    )


def incomplete(articles: QuerySet[ArticlePage], lacks: Iterable[str] = ()) -> Rows:
    """Those that lack one of these at least (any of LACKS where none is named), with `lacks_…`."""
    lacks = tuple(lacks) or tuple(LACKS)
    conditions = [LACKS[name][1] for name in lacks]
    found = conditions[0]
    for condition in conditions[1:]:
        found = found | condition
    return articles.filter(found).values(
        "pk",
        "draft_title",
        "live",
        "has_unpublished_changes",
        "shared_on",
        **{
            f"lacks_{name}": ExpressionWrapper(condition, output_field=BooleanField())
            for name, (_label, condition) in LACKS.items()
        },
    )


def lacking(row: dict[str, Any]) -> list[str]:
    """In words what an article of `incomplete` lacks."""
    return [str(label) for name, (label, _q) in LACKS.items() if row[f"lacks_{name}"]]


def by_editor(entries: QuerySet[PageLogEntry]) -> Rows:
    """For each account the numbers of articles it `created`, `edited` and `published`.

    What a command or an import did is counted under no account; what accounts did that are gone
    since, under their keys, without a name.
    """

    def articles(*actions: str) -> Count:
        return Count("page_id", distinct=True, filter=Q(action__in=actions))

    article = ContentType.objects.get_for_model(ArticlePage)
    return (
        entries.filter(content_type=article, action__in=(*CREATED, "wagtail.edit", *PUBLISHED))
        .order_by()
        .values("user_id", name=F("user__display_name"), email=F("user__email"))
        .annotate(
            created=articles(*CREATED),
            edited=articles("wagtail.edit"),
            published=articles(*PUBLISHED),
        )
    )


def on_desks(desks: Iterable[NewsDeskPage], path: str = "path") -> Q:
    """Whether a page lies on one of these desks."""
    found = Q(pk__in=[])
    for desk in desks:
        found |= Q(**{f"{path}__startswith": desk.path})
    return found
