"""Live articles as rows, past all signals: some thousand times faster than page by page.

What Wagtail keeps beside a page comes along: the search index, the topics. Revisions and the
reference index do not (`manage.py rebuild_references_index` makes the latter).
"""

from __future__ import annotations

import datetime
import json
import uuid
from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import TypeVar

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction
from django.db.models.sql import InsertQuery
from django.utils.text import slugify
from wagtail.models import Page, PageViewRestriction

from core.memory import forget
from core.plain_text import count_words
from members.rights import MEMBERS
from news.bulk.index import add_to_index
from news.bulk.prose import Prose, prose
from news.disclaimers.choosing import Choices, choose_first
from news.disclaimers.recording import rows_of
from news.models import (
    ArticlePage,
    DisclaimerWording,
    NewsDeskPage,
    RecordedWording,
    Source,
    Topic,
)

Named = TypeVar("Named", Source, Topic)

BATCH = 1_000
SOURCES = 40
TOPICS = 24
PUBLISHING_TIME = datetime.time(9, 30, tzinfo=datetime.UTC)


def make_articles(
    desk: NewsDeskPage,
    number: int,
    *,
    restrict_every: int = 0,
    report: Callable[[int], None] = lambda made: None,
) -> None:
    """Add so many articles to the desk; each batch is a transaction of its own.

    Which article comes next follows from the last one there is: after an interruption the rest is
    the same as without it. With `restrict_every` every so-manyth is for Members only. `report` is
    told after each batch how many there are.
    """
    sources = _named(Source, "Outlet", SOURCES)
    topics = _named(Topic, "Subject", TOPICS)
    for done in range(0, number, BATCH):
        with transaction.atomic():
            articles = _add_batch(desk, min(BATCH, number - done), sources, topics)
            if restrict_every:
                _restrict(articles[restrict_every - 1 :: restrict_every])
        report(done + len(articles))
    forget()


def _named(model: type[Named], kind: str, number: int) -> list[Named]:
    names = [f"{kind} {position:02}" for position in range(1, number + 1)]
    return [model.objects.get_or_create(name=name)[0] for name in names]


def _add_batch(
    desk: NewsDeskPage, number: int, sources: list[Source], topics: list[Topic]
) -> list[ArticlePage]:
    first = _next_position(desk)
    texts = {
        position: prose(position, sources=len(sources), topics=len(topics))
        for position in range(first, first + number)
    }
    content_type = ContentType.objects.get_for_model(ArticlePage)
    pages = Page.objects.bulk_create(
        _page(desk, content_type, position, text) for position, text in texts.items()
    )
    articles = [
        _article(page, text, sources[text.source])
        for page, text in zip(pages, texts.values(), strict=True)
    ]
    _insert_child_rows(articles)
    about = {
        article.pk: [topics[each] for each in text.topics]
        for article, text in zip(articles, texts.values(), strict=True)
    }
    _name_topics(about)
    _record_wordings(desk, articles)
    add_to_index(articles, about)
    Page.objects.filter(pk=desk.pk).update(numchild=models.F("numchild") + number)
    return articles


def _next_position(desk: NewsDeskPage) -> int:
    # Asked of the database: the desk in memory does not know of the batches before.
    children = Page.objects.filter(path__startswith=desk.path, depth=desk.depth + 1)
    last = children.order_by("path").last()
    return last._get_lastpos_in_path() + 1 if last else 1


def _page(desk: NewsDeskPage, content_type: ContentType, position: int, text: Prose) -> Page:
    # Shortened: two hundred letters of words, a sign and the number fit the field.
    slug = f"{slugify(text.title)[:200]}-{position}"
    moment = datetime.datetime.combine(text.shared_on, PUBLISHING_TIME)
    return Page(
        path=Page._get_path(desk.path, desk.depth + 1, position),
        depth=desk.depth + 1,
        title=text.title,
        draft_title=text.title,
        slug=slug,
        url_path=f"{desk.url_path}{slug}/",
        content_type=content_type,
        locale_id=desk.locale_id,
        translation_key=uuid.uuid4(),
        live=True,
        first_published_at=moment,
        last_published_at=moment,
        latest_revision_created_at=moment,
    )


def _article(page: Page, text: Prose, source: Source) -> ArticlePage:
    plain_text = "\n\n".join(text.paragraphs)
    article = ArticlePage(
        page_ptr=page,
        source=source,
        source_published_on=text.shared_on,
        source_author=text.source_author,
        shared_on=text.shared_on,
        summary=text.summary,
        content_note=text.content_note,
        featured=text.featured,
        body=json.dumps([_block(page.slug, paragraph) for paragraph in text.paragraphs]),
        plain_text=plain_text,
        word_count=count_words(plain_text),
    )
    # Not the page's state, which would forget the source it was given.
    article.__dict__.update({k: v for k, v in page.__dict__.items() if k != "_state"})
    article.read_digests()
    return article


def _block(slug: str, paragraph: str) -> dict[str, str]:
    key = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{slug}{paragraph[:50]}"))
    return {
        "type": "paragraph",
        "value": f'<p data-block-key="{key[:5]}">{paragraph}</p>',
        "id": key,
    }


def _insert_child_rows(articles: list[ArticlePage]) -> None:
    """What `bulk_create` refuses to do for models that have parents."""
    fields = ArticlePage._meta.local_concrete_fields
    size = connection.ops.bulk_batch_size(fields, articles)
    for start in range(0, len(articles), size):
        query = InsertQuery(ArticlePage)
        query.insert_values(fields, [*articles[start : start + size]], raw=True)
        query.get_compiler(connection=connection).execute_sql()


def _name_topics(about: dict[int, list[Topic]]) -> None:
    link = ArticlePage.topics.through
    link.objects.bulk_create(
        link(articlepage_id=article, topic_id=topic.pk)
        for article, topics in about.items()
        for topic in topics
    )


def _record_wordings(desk: NewsDeskPage, articles: list[ArticlePage]) -> None:
    """As if each had been published on the day it was shared.

    They name no disclaimer, nor has their text one: all that were shared between two wordings of
    the desk's take the same.
    """
    wordings = DisclaimerWording.objects.filter(disclaimer_id=desk.disclaimer_id)
    changes = sorted(wordings.values_list("in_force_from", flat=True))
    taken: dict[int, Choices] = {}
    rows: list[RecordedWording] = []
    for article in articles:
        number = bisect_right(changes, article.shared_on)
        if number not in taken:
            article._cached_parent_obj = desk
            taken[number] = choose_first(article, article.shared_on)
        rows += rows_of(article.pk, taken[number], article.first_published_at)
    RecordedWording.objects.bulk_create(rows)


def _restrict(articles: Iterable[ArticlePage]) -> None:
    restrictions = PageViewRestriction.objects.bulk_create(
        PageViewRestriction(page_id=article.pk, restriction_type=PageViewRestriction.GROUPS)
        for article in articles
    )
    members = Group.objects.get(name=MEMBERS)
    link = PageViewRestriction.groups.through
    link.objects.bulk_create(
        link(pageviewrestriction=restriction, group=members) for restriction in restrictions
    )
