"""What a new article can begin with: nothing, one of two outlines, or another article's text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.utils import get_valid_next_url_from_request, set_query_params
from wagtail.blocks import StreamValue

from members.access import may_read
from news.models import ArticlePage

NOTHING = "empty"
COPY = "copy"


@dataclass(frozen=True)
class Outline:
    """The parts an article of some kind usually has, in their order, still empty."""

    name: str
    icon: str
    label: str | Promise
    description: str | Promise
    blocks: Sequence[tuple[str, Any]]


OUTLINES = {
    outline.name: outline
    for outline in (
        Outline(
            "excerpt",
            "openquote",
            _("Excerpt with comment"),
            _("The passage to share, and a note from the desk on why it matters."),
            [("paragraph", ""), ("note", {"heading": "", "text": ""})],
        ),
        Outline(
            "report",
            "doc-full",
            _("Report with case studies"),
            _("What a report found, what people said, and links to the cases in full."),
            [
                ("paragraph", ""),
                ("pull_quotes", {"heading": "", "quotations": [{}]}),
                ("case_study_links", {"heading": "", "links": [{}]}),
                ("paragraph", ""),
            ],
        ),
    )
}


@dataclass(frozen=True)
class Card:
    """One choice above the form of a new article."""

    icon: str
    label: str | Promise
    description: str | Promise
    url: str
    is_current: bool


def cards_for(request: HttpRequest, desk: Any) -> list[Card]:
    """All choices for a new article on the desk; the one that was made is marked."""
    begun = getattr(request, "begun_with", NOTHING)
    return [
        Card(
            "doc-empty",
            _("Empty page"),
            _("Just begin to write."),
            _with_next(
                request, reverse("wagtailadmin_pages:add", args=("news", "articlepage", desk.pk))
            ),
            is_current=begun == NOTHING,
        ),
        *(
            Card(
                outline.icon,
                outline.label,
                outline.description,
                _with_next(request, reverse("news_writing:begin", args=(desk.pk, outline.name))),
                is_current=begun == outline.name,
            )
            for outline in OUTLINES.values()
        ),
        Card(
            "copy",
            _("Copy from an article"),
            _("Text, topics, source and disclaimer of one that is there."),
            _with_next(request, reverse("news_writing:choose_to_copy", args=(desk.pk,))),
            is_current=begun == COPY,
        ),
    ]


def _with_next(request: HttpRequest, url: str) -> str:
    next_url = get_valid_next_url_from_request(request)
    return str(set_query_params(url, {"next": next_url})) if next_url else url


def outline(article: ArticlePage, name: str) -> None:
    """Give a new article the outline's empty parts. Raises KeyError where there is none so called.

    Nothing is stored.
    """
    _give_body(article, [{"type": kind, "value": value} for kind, value in OUTLINES[name].blocks])


def copy_from(article: ArticlePage, other: ArticlePage) -> None:
    """Give a new article what is worth taking from another one. Nothing is stored.

    Text, content note, topics, source and the choice of a disclaimer; blocks get keys of their own,
    so that no comment and no record about one of the other's blocks is taken for one about these.
    What belongs to that one piece stays there: headlines, address, dates, author, picture, picks,
    whether it is featured, when and to whom it is shown, and the wordings it went public with.
    """
    blocks = [
        {"type": each["type"], "value": each["value"]} for each in other.body.get_prep_value()
    ]
    _give_body(article, _without_keys(blocks))
    article.content_note = other.content_note
    article.source_id = other.source_id
    article.disclaimer_id = other.disclaimer_id
    article.topics = list(other.topics.all())


def _give_body(article: ArticlePage, blocks: list[dict[str, Any]]) -> None:
    stream = article.body.stream_block
    article.body = StreamValue(stream, blocks, is_lazy=True)


def _without_keys(value: Any) -> Any:
    """Stored blocks without keys; the items of a list are then stored as their values alone."""
    if isinstance(value, list):
        return [_without_keys(each) for each in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"type", "value", "id"}:
        inner = _without_keys(value["value"])
        return inner if value["type"] == "item" else {"type": value["type"], "value": inner}
    return {name: _without_keys(each) for name, each in value.items()}


def version_to_copy(user: Any, article: ArticlePage) -> ArticlePage | None:
    """The newest version this person may see of it in the admin; None where there is none.

    Who may edit it gets its draft; who may only read it gets what readers get.
    """
    if article.permissions_for_user(user).can_edit():
        newest: ArticlePage = article.get_latest_revision_as_object()
        return newest
    return article if article.live and may_read(user, article) else None
