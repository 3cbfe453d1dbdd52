"""What the list of articles can be narrowed by."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models import BigIntegerField, Q, QuerySet
from django.db.models.functions import Cast
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import (
    ChoiceFilter,
    DateFromToRangeFilter,
    ModelMultipleChoiceFilter,
    MultipleChoiceFilter,
)
from wagtail.admin.filters import DateRangePickerWidget, MultipleUserFilter, WagtailFilterSet
from wagtail.models import PageLogEntry

from core.memory import remember
from members.access import kept_from_some
from news.models import ArticlePage, NewsDeskPage, Source, Topic
from news.overview.changes.log_actions import TOGETHER
from news.overview.pending import approved_versions, reviews
from news.querysets import ArticleQuerySet

if TYPE_CHECKING:
    from members.models import User

LIVE, DRAFT, CHANGED, REVIEW = "live", "draft", "changed", "review"
SCHEDULED, EXPIRING, EXPIRED = "scheduled", "expiring", "expired"
EVERYONE, SOME = "everyone", "groups"
TOPICS, SUMMARY = "topics", "summary"
# What the audit log calls a new version of an article.
EDITS = ("wagtail.create", "wagtail.edit", "wagtail.revert", TOGETHER)
PEOPLE_KNOWN_FOR = datetime.timedelta(minutes=10)


def scheduled() -> Q:
    """Articles of which a version goes live by itself."""
    return Q(pk__in=_keys(approved_versions()))


def in_review() -> Q:
    """Articles that wait for somebody's approval."""
    return Q(pk__in=_keys(reviews()))


def expiring() -> Q:
    """Live articles that will be taken down by themselves."""
    return Q(live=True, expire_at__gt=timezone.now())


def without_topics() -> Q:
    """Articles about nothing in particular, so far."""
    return ~Q(pk__in=ArticlePage.topics.through.objects.values("articlepage_id"))


def without_summary() -> Q:
    """Articles that lists show with nothing below the headline."""
    return Q(summary="")


def _keys(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The keys of the pages that rows of Wagtail's name as text."""
    return rows.order_by().values_list(Cast("object_id", BigIntegerField()), flat=True)


class AnyOf(MultipleChoiceFilter):
    """Things that meet at least one of the conditions ticked."""

    def __init__(self, conditions: dict[str, tuple[Any, Any]], **options: Any) -> None:
        self.conditions = {value: condition for value, (_label, condition) in conditions.items()}
        choices = [(value, label) for value, (label, _condition) in conditions.items()]
        super().__init__(choices=choices, widget=CheckboxSelectMultiple, **options)

    def filter(self, qs: ArticleQuerySet, value: Sequence[str]) -> ArticleQuerySet:
        """Those that meet one of them, or all where none is ticked."""
        condition = Q()
        for each in value:
            condition |= self.conditions[each]()
        return qs.filter(condition)


class OneOf(ChoiceFilter):
    """Things that meet the condition chosen."""

    def __init__(self, conditions: dict[str, tuple[Any, Any]], **options: Any) -> None:
        self.conditions = {value: condition for value, (_label, condition) in conditions.items()}
        choices = [(value, label) for value, (label, _condition) in conditions.items()]
        super().__init__(choices=choices, widget=RadioSelect, empty_label=_("Any"), **options)

    def filter(self, qs: ArticleQuerySet, value: str) -> ArticleQuerySet:
        """Those that meet it, or all where none is chosen."""
        return qs.filter(self.conditions[value]()) if value else qs


class TopicsFilter(ModelMultipleChoiceFilter):
    """About one of the topics; asked for as keys: joined rows would have to be told apart."""

    def filter(self, qs: ArticleQuerySet, value: Sequence[Topic]) -> ArticleQuerySet:
        """Those about one of them, or all where none is ticked."""
        if not value:
            return qs
        links = ArticlePage.topics.through.objects.filter(topic__in=value)
        return qs.filter(pk__in=links.values("articlepage_id"))


class DesksFilter(ModelMultipleChoiceFilter):
    """On one of the desks."""

    def get_filter_predicate(self, desk: NewsDeskPage) -> dict[str, Any]:
        """All articles below it."""
        return {"path__startswith": desk.path}


class EditedByFilter(MultipleUserFilter):
    """Changed by one of these people at any time."""

    def filter(self, qs: ArticleQuerySet, value: Sequence[User]) -> ArticleQuerySet:
        """By what the audit log says, or all where nobody is ticked."""
        if not value:
            return qs
        edits = PageLogEntry.objects.filter(action__in=EDITS, user__in=value)
        return qs.filter(pk__in=edits.order_by().values("page_id"))


def people(request: Any) -> QuerySet[User]:
    """Everybody who has written articles."""
    keys, _until = remember(
        "people at the desk",
        lambda: (_people(), timezone.now() + PEOPLE_KNOWN_FOR),
        until=lambda value: value[1],
    )
    return get_user_model().objects.filter(pk__in=keys)


def _people() -> set[int]:
    owners = ArticlePage.objects.order_by().values_list("owner", flat=True).distinct()
    editors = PageLogEntry.objects.filter(action__in=EDITS).order_by()
    return {*owners, *editors.values_list("user", flat=True).distinct()} - {None}


class ArticleFilterSet(WagtailFilterSet):
    """Narrow the list of articles."""

    status = AnyOf(
        {
            LIVE: (_("Live"), lambda: Q(live=True)),
            CHANGED: (
                _("Live with changes not published"),
                lambda: Q(live=True, has_unpublished_changes=True),
            ),
            DRAFT: (_("Draft"), lambda: Q(live=False, expired=False) & ~scheduled()),
            REVIEW: (_("In review"), in_review),
            SCHEDULED: (_("Scheduled"), scheduled),
            EXPIRING: (_("Live and expiring"), expiring),
            EXPIRED: (_("Expired"), lambda: Q(live=False, expired=True)),
        },
        label=_("Status"),
    )
    desk = DesksFilter(
        label=_("Desk"), queryset=NewsDeskPage.objects.all(), widget=CheckboxSelectMultiple
    )
    source = ModelMultipleChoiceFilter(
        label=_("Source"),
        queryset=Source.objects.order_by("name"),
        widget=CheckboxSelectMultiple,
        distinct=False,
    )
    topics = TopicsFilter(
        label=_("Topic"), queryset=Topic.objects.order_by("name"), widget=CheckboxSelectMultiple
    )
    shared_on = DateFromToRangeFilter(label=_("Shared on"), widget=DateRangePickerWidget)
    lacks = AnyOf(
        {
            TOPICS: (_("Topics"), without_topics),
            SUMMARY: (_("Summary"), without_summary),
        },
        label=_("Without"),
    )
    visibility = OneOf(
        {
            EVERYONE: (_("Everyone"), lambda: ~kept_from_some()),
            SOME: (_("Some groups only"), kept_from_some),
        },
        label=_("Visible to"),
    )
    featured = OneOf(
        {
            "yes": (_("Yes"), lambda: Q(featured=True)),
            "no": (_("No"), lambda: Q(featured=False)),
        },
        label=_("Featured"),
    )
    owner = MultipleUserFilter(
        label=_("Owner"), queryset=people, widget=CheckboxSelectMultiple, distinct=False
    )
    edited_by = EditedByFilter(label=_("Edited by"), queryset=people, widget=CheckboxSelectMultiple)
    latest_revision_created_at = DateFromToRangeFilter(
        label=_("Updated"), widget=DateRangePickerWidget
    )

    class Meta:
        model = ArticlePage
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # One desk is no choice; most sites have one.
        if len(self.form.fields["desk"].queryset[:2]) < 2:
            del self.filters["desk"]
            del self.form.fields["desk"]
