"""Many articles at once; one by one, with signals and index, a thousand would take a minute."""

from __future__ import annotations

import datetime
import uuid

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from core import memory
from news.disclaimers.recording import record
from news.models import ArticlePage, NewsDeskPage
from tests.factories import SourceFactory


def add_articles(desk: NewsDeskPage, number: int) -> None:
    """Add live articles below the desk, shared on one day after the other."""
    desk.refresh_from_db()
    source = SourceFactory()
    content_type = ContentType.objects.get_for_model(ArticlePage)
    first = desk.numchild + 1
    pages = [
        Page(
            path=ArticlePage._get_path(desk.path, desk.depth + 1, position),
            depth=desk.depth + 1,
            title=f"Bulk article {position}",
            draft_title=f"Bulk article {position}",
            slug=f"bulk-{position}",
            url_path=f"{desk.url_path}bulk-{position}/",
            content_type=content_type,
            locale_id=desk.locale_id,
            translation_key=uuid.uuid4(),
            live=True,
        )
        for position in range(first, first + number)
    ]
    for position, page in enumerate(Page.objects.bulk_create(pages)):
        article = ArticlePage(
            page_ptr=page,
            source=source,
            shared_on=datetime.date(2020, 1, 1) + datetime.timedelta(days=position),
        )
        article.__dict__.update(page.__dict__)
        article.save_base(raw=True)
        record(article)
    Page.objects.filter(pk=desk.pk).update(numchild=desk.numchild + number)
    # No signal told of these rows.
    memory.forget()
