"""Make pages as an editor would: with revisions, restrictions, and an entry in the log."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Revision

from demo.bodies import stream
from demo.stock import Stock
from home.models import StandardPage
from members.models import User
from news.disclaimers.recording import backdate
from news.models import ArticlePage

PLAIN_FIELDS = (
    "slug",
    "title",
    "source_url",
    "source_headline",
    "source_author",
    "shared_on",
    "summary",
    "content_note",
    "featured",
)
# When in the day the desk publishes, and how far ahead it plans.
PUBLISHING_TIME = datetime.time(9, 30, tzinfo=datetime.UTC)
PLANNED_AHEAD = datetime.timedelta(days=30)


def add_standard_page(entry: dict[str, Any], parent: Page, owner: User) -> int:
    """Make a draft without its body, which may link to pages still to be made; return its key."""
    page = StandardPage(
        slug=entry["path"].rpartition("/")[2],
        title=entry["title"],
        introduction=entry["introduction"],
        show_in_menus=entry["show_in_menus"],
        owner=owner,
        live=False,
    )
    parent.add_child(instance=page)
    _restrict(page, entry, owner)
    return page.pk


def publish(page: Page, user: User, *, as_action: str = "wagtail.create") -> Revision:
    """Publish the page as it is in memory, also where somebody took that right from the account."""
    revision = page.save_revision(user=user, log_action=as_action)
    revision.publish(user=user, skip_permission_checks=True)
    return revision


def add_article(entry: dict[str, Any], stock: Stock) -> ArticlePage:
    """Make an article: published on the day it was shared, planned, or still a draft."""
    article = ArticlePage(
        **{field: entry[field] for field in PLAIN_FIELDS if field in entry},
        source=stock.source(entry["source"]),
        source_published_on=entry["source_date"],
        source_published_precision=entry.get("precision", "day"),
        body=stream(entry["body"], stock),
        owner=stock.editor,
        live=False,
    )
    if "disclaimer" in entry:
        article.disclaimer = stock.disclaimer(entry["disclaimer"])
    if "image" in entry:
        article.image = stock.picture(entry["image"])
        article.image_alt = article.image.description
    article.topics.set([stock.topic(name) for name in entry["topics"]])
    stock.desk.add_child(instance=article)
    _restrict(article, entry, stock.editor)
    _bring_to_status(article, entry.get("status", "published"), stock.editor)
    return article


def _bring_to_status(article: ArticlePage, status: str, editor: User) -> None:
    if status == "draft":
        article.save_revision(user=editor, log_action="wagtail.create")
        return
    if status == "scheduled":
        article.go_live_at = timezone.now() + PLANNED_AHEAD
        publish(article, editor)
        return
    revision = publish(article, editor)
    backdate(article, article.shared_on)
    moment = datetime.datetime.combine(article.shared_on, PUBLISHING_TIME)
    Revision.objects.filter(pk=revision.pk).update(created_at=moment)
    ArticlePage.objects.filter(pk=article.pk).update(
        first_published_at=moment, last_published_at=moment, latest_revision_created_at=moment
    )


def _restrict(page: Page, entry: dict[str, Any], user: User) -> None:
    if "access" not in entry:
        return
    restriction = PageViewRestriction(page=page, restriction_type=PageViewRestriction.GROUPS)
    restriction.save(user=user)
    restriction.groups.add(Group.objects.get(name=entry["access"]))
