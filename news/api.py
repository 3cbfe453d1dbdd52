"""What the read API tells of desks and articles."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from rest_framework.fields import Field
from wagtail.api import APIField
from wagtail.images.models import Filter

from core.api import expose
from core.api_fields import BodyHtml, Plain
from core.files_shown import is_open_to_everyone
from news.models import ArticlePage, NewsDeskPage, Source
from news.plain_version import disclaimer
from news.structured_data import PICTURE


class SourceField(Field):
    """The outlet an article comes from."""

    def to_representation(self, source: Source) -> dict[str, str]:
        """Its name, the part of its list's address, its website."""
        return {"name": source.name, "slug": source.slug, "url": source.url}


class TopicsField(Field):
    """What an article is about."""

    def to_representation(self, article: ArticlePage) -> list[dict[str, str]]:
        """Names, and the parts of their lists' addresses."""
        return [{"name": topic.name, "slug": topic.slug} for topic in article.listed_topics]


class PictureField(Field):
    """An article's picture if everybody may have it, once the worker has made the size told."""

    def to_representation(self, article: ArticlePage) -> dict[str, Any] | None:
        """Address, size in pixels, and what it shows; empty where it is decorative."""
        image = article.image
        if image is None or not is_open_to_everyone(image):
            return None
        for rendition in image.find_existing_renditions(Filter(spec=PICTURE)).values():
            return {
                "url": urljoin(article.get_full_url() or "", rendition.url),
                "width": rendition.width,
                "height": rendition.height,
                "alt": "" if article.image_decorative else article.image_alt,
                "credit": image.credit,
            }
        return None


class CorrectionsField(Field):
    """What readers have been told was wrong with an article."""

    def to_representation(self, article: ArticlePage) -> list[dict[str, str]]:
        """Day and words of each, newest first."""
        return [
            {"day": told.day.isoformat(), "text": told.text} for told in article.told_corrections
        ]


class DisclaimerField(Field):
    """What stands under an article."""

    def to_representation(self, article: ArticlePage) -> str:
        """In words; the article's own or its desk's."""
        return disclaimer(article)


expose(NewsDeskPage, [APIField("introduction")])
expose(
    ArticlePage,
    [
        APIField("summary"),
        APIField("content_note"),
        APIField("shared_on"),
        APIField("featured"),
        APIField("source", serializer=SourceField()),
        APIField("source_headline"),
        APIField("source_author"),
        APIField("source_url"),
        # As precise as it is known: 2015, 2015-09 or 2015-09-21.
        APIField("source_date", serializer=Plain(source="source_date_for_machines")),
        APIField("topics", serializer=TopicsField(source="*")),
        APIField("image", serializer=PictureField(source="*")),
        APIField("word_count"),
        APIField("corrected_on"),
        APIField("corrections", serializer=CorrectionsField(source="*")),
        APIField("disclaimer", serializer=DisclaimerField(source="*")),
        APIField("text", serializer=Plain(source="words_today")),
        APIField("html", serializer=BodyHtml(source="*")),
    ],
)
