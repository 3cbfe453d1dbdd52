"""What the dashboard says of articles: to editors of the whole desk, to others of their own.

Each panel asks for some keys by an index; what no index knows is remembered for a minute.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page, PageLogEntry, TaskState

from core.dashboard import COUNTED, SHOWN, Content, Line, panel
from core.memory import remember
from core.moments import in_short
from news.addresses import articles_where, edit_url
from news.models import ArticlePage
from news.overview import filters
from news.overview.pending import approved_versions
from news.overview.reach import Reach, works_on_articles
from news.overview.rows import schedules
from news.overview.standing import Standing
from news.querysets import ArticleQuerySet

if TYPE_CHECKING:
    from members.models import User

# How long what no index knows is remembered, and how far the past and the future reach.
KNOWN_FOR = datetime.timedelta(minutes=1)
LATELY = datetime.timedelta(days=90)
SOON = datetime.timedelta(days=30)
# By somebody, and by the clock.
PUBLISHED = ("wagtail.publish", "wagtail.publish.scheduled")
# Publications looked through for the last few articles: some are published again and again.
LOOKED_THROUGH = 50

FIELDS = ("path", "title", "draft_title", "live", "has_unpublished_changes", "expired")


def _scope(user: User) -> ArticleQuerySet:
    """Whoever publishes looks after all articles in reach; others after their own."""
    reach = Reach(user)
    return reach.articles() if reach.publishes else reach.articles().filter(owner=user)


def _lines(keys: Sequence[int], note: Callable[[ArticlePage], str]) -> list[Line]:
    """The articles with these keys, in this order."""
    found = ArticlePage.objects.only(*FIELDS, "expire_at", "summary").in_bulk(keys[:SHOWN])
    return [
        Line(found[key].get_admin_display_title(), edit_url(key), note(found[key]))
        for key in keys[:SHOWN]
        if key in found
    ]


def _keys(articles: ArticleQuerySet) -> list[int]:
    return list(articles.values_list("pk", flat=True)[: COUNTED + 1])


def _remembered(name: str, user: User, find: Callable[[ArticleQuerySet], list[int]]) -> list[int]:
    """Keys, a minute old at most, for everybody who looks after the same articles."""
    reach = Reach(user)
    whose = reach.key if reach.publishes else user.pk
    keys, _until = remember(
        ("dashboard", name, whose),
        lambda: (find(_scope(user)), timezone.now() + KNOWN_FOR),
        until=lambda value: value[1],
    )
    return keys


@panel("news.waiting", gettext_lazy("Waiting for you"), order=10)
def waiting(user: User) -> Content | None:
    """What the person may approve: articles, and whatever else is reviewed."""
    states = TaskState.objects.reviewable_by(user).order_by("started_at")
    states = states.select_related("revision__user", "revision__content_type")
    found = list(states.defer("revision__content")[: COUNTED + 1])
    if not found and not Reach(user).publishes:
        return None
    return Content(
        [_waiting_line(state, user) for state in found[:SHOWN]],
        number=len(found),
        more=articles_where(status=filters.REVIEW) if found else "",
        empty=gettext_lazy(
            "Nothing waits for your approval. Articles that somebody submits for review stand here."
        ),
    )


def _waiting_line(state: TaskState, user: User) -> Line:
    revision = state.revision
    kind = revision.content_type.model_class()
    if kind and issubclass(kind, Page):
        url = edit_url(revision.object_id)
    else:
        url = AdminURLFinder(user).get_edit_url(revision.content_object) or ""
    by = get_user_display_name(revision.user) if revision.user else _("somebody")
    note = _("by %(person)s, since %(when)s") % {"person": by, "when": in_short(state.started_at)}
    return Line(revision.object_str, url, note)


@panel("news.mine", gettext_lazy("Your drafts"), order=20)
def mine(user: User) -> Content | None:
    """What the person works on that readers do not see yet, newest changes first."""
    if not works_on_articles(user):
        return None
    # The same as the list shows for these: what goes live by itself is finished.
    drafts = Q(live=False, expired=False) & ~filters.scheduled()
    unpublished = drafts | Q(live=True, has_unpublished_changes=True)
    articles = (
        Reach(user)
        .articles()
        .filter(
            Q(owner=user) | Q(latest_revision__user=user),
            unpublished,
            latest_revision_created_at__gt=timezone.now() - LATELY,
        )
    )
    keys = _keys(articles.order_by("-latest_revision_created_at", "-id"))
    going = schedules(keys[:SHOWN])
    reviewed = set(_keys(ArticlePage.objects.filter(filters.in_review(), pk__in=keys[:SHOWN])))

    def note(article: ArticlePage) -> str:
        if article.pk in reviewed:
            return _("in review")
        standing = Standing(article, goes_live_at=going.get(article.pk))
        return ", ".join([standing.label, *standing.notes])

    return Content(
        _lines(keys, note),
        number=len(keys),
        more=articles_where(edited_by=user.pk, status=[filters.DRAFT, filters.CHANGED]),
        empty=gettext_lazy("You have no unfinished articles."),
        begin=Line(_("New article"), reverse("articles:choose_parent")),
    )


@panel("news.scheduled", gettext_lazy("Scheduled"), order=30)
def scheduled(user: User) -> Content | None:
    """What goes live by itself, the next first."""
    next_first = approved_versions().order_by("approved_go_live_at")
    times = next_first.values_list("object_id", "approved_go_live_at")
    when = {int(key): time for key, time in times[: 2 * COUNTED]}
    own = set(_keys(_scope(user).filter(pk__in=when)))
    keys = [key for key in when if key in own]

    def note(article: ArticlePage) -> str:
        return _("goes live %(when)s") % {"when": in_short(when[article.pk])}

    return Content(
        _lines(keys, note),
        number=len(keys),
        more=articles_where(status=filters.SCHEDULED),
        empty=gettext_lazy("Nothing goes live by itself in the days to come."),
    )


@panel("news.published", gettext_lazy("Lately published"), order=40)
def lately_published(user: User) -> Content | None:
    """What went public last, as the audit log has it."""
    published = PageLogEntry.objects.filter(
        action__in=PUBLISHED, timestamp__gt=timezone.now() - LATELY
    ).order_by("-timestamp")
    when: dict[int, datetime.datetime] = {}
    for key, time in published.values_list("page_id", "timestamp")[:LOOKED_THROUGH]:
        when.setdefault(key, time)
    own = set(_keys(_scope(user).filter(pk__in=when, live=True)))
    keys = [key for key in when if key in own]
    return Content(
        _lines(keys, lambda article: in_short(when[article.pk])),
        more=articles_where(status=filters.LIVE) if keys else "",
    )


@panel("news.lacking", gettext_lazy("Without topics or a summary"), order=50)
def lacking(user: User) -> Content | None:
    """What readers find less easily than they could."""

    def find(articles: ArticleQuerySet) -> list[int]:
        without = [
            _keys(articles.filter(condition).order_by("-pk"))
            for condition in (filters.without_summary(), filters.without_topics())
        ]
        return sorted({key for keys in without for key in keys}, reverse=True)

    keys = _remembered("lacking", user, find)
    links = ArticlePage.topics.through.objects.filter(articlepage_id__in=keys[:SHOWN])
    with_topics = set(links.values_list("articlepage_id", flat=True))

    def note(article: ArticlePage) -> str:
        lacks = [_("no topics")] if article.pk not in with_topics else []
        return ", ".join([*lacks, *([] if article.summary else [_("no summary")])])

    more = articles_where(lacks=[filters.TOPICS, filters.SUMMARY])
    return Content(_lines(keys, note), number=len(keys), more=more)


@panel("news.expiring", gettext_lazy("Expiring soon"), order=60)
def expiring(user: User) -> Content | None:
    """What will be taken down by itself within the next month, the next first."""

    def find(articles: ArticleQuerySet) -> list[int]:
        soon = articles.filter(filters.expiring(), expire_at__lt=timezone.now() + SOON)
        return _keys(soon.order_by(F("expire_at").asc(), "pk"))

    keys = _remembered("expiring", user, find)
    return Content(
        _lines(keys, lambda article: in_short(article.expire_at) if article.expire_at else ""),
        number=len(keys),
        more=articles_where(status=filters.EXPIRING),
    )
