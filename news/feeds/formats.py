"""How a feed is written: RSS 2.0, Atom 1.0, JSON Feed 1.1."""

from __future__ import annotations

import datetime
import json
from typing import Any, ClassVar

from django.utils.feedgenerator import (
    Atom1Feed,
    Rss201rev2Feed,
    SyndicationFeed,
    rfc3339_date,
)
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator

from core.xml import without_forbidden
from news.feeds.entries import Entry

NAMESPACES = {
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
}


def add(feed: SyndicationFeed, entry: Entry) -> None:
    """Add an entry. What the formats tell in ways of their own is in it as `entry`."""
    feed.add_item(
        entry.title,
        entry.url,
        entry.html,
        pubdate=entry.published,
        updateddate=entry.updated,
        unique_id=entry.key,
        unique_id_is_permalink=False,
        categories=entry.topics,
        enclosures=[entry.picture] if entry.picture else [],
        entry=entry,
    )


class _Clean(SimplerXMLGenerator):
    """Leaves out the characters that XML forbids: a pasted one must not break the whole feed."""

    def characters(self, content: str) -> None:
        super().characters(without_forbidden(content))

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802 -- the parent's name
        cleaned: Any = {key: without_forbidden(str(value)) for key, value in attrs.items()}
        super().startElement(name, cleaned)


class Feed(SyndicationFeed):
    """A feed of ours; says when it changed last also where it is empty."""

    content_type: ClassVar[str]

    def latest_post_date(self) -> datetime.datetime:
        """When the newest entry changed; without any when the desk was changed."""
        return max((item["updateddate"] for item in self.items), default=self.feed["began"])


class RssFeed(Feed, Rss201rev2Feed):
    """RSS 2.0. The text is in `content:encoded` where the feed is in full."""

    def rss_attributes(self) -> dict[str, str]:
        """With the modules that are used."""
        return {**super().rss_attributes(), **NAMESPACES}

    def write(self, outfile: Any, encoding: str) -> None:
        """Write the feed as XML."""
        handler = _Clean(outfile, encoding, short_empty_elements=True)
        handler.startDocument()
        handler.startElement("rss", self.rss_attributes())
        handler.startElement("channel", self.root_attributes())
        self.add_root_elements(handler)
        self.write_items(handler)
        self.endChannelElement(handler)
        handler.endElement("rss")

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Add who wrote it, where it comes from, and the text."""
        entry: Entry = item["entry"]
        # Feed readers take a description for HTML.
        described = item | {"description": escape(entry.summary) if entry.full else entry.html}
        super().add_item_elements(handler, described)
        # RSS has no word of its own for it, and nobody would look at a known entry again.
        handler.addQuickElement("atom:updated", rfc3339_date(entry.updated))
        if entry.full:
            handler.addQuickElement("content:encoded", entry.html)
        if entry.author:
            handler.addQuickElement("dc:creator", entry.author)
        if entry.source_name and entry.source_url:
            handler.addQuickElement("source", entry.source_name, {"url": entry.source_url})
        elif entry.source_name:
            handler.addQuickElement("dc:publisher", entry.source_name)
        if entry.original:
            handler.addQuickElement("dc:source", entry.original)


class AtomFeed(Feed, Atom1Feed):
    """Atom 1.0 (RFC 4287)."""

    def write(self, outfile: Any, encoding: str) -> None:
        """Write the feed as XML."""
        handler = _Clean(outfile, encoding, short_empty_elements=True)
        handler.startDocument()
        handler.startElement("feed", self.root_attributes())
        self.add_root_elements(handler)
        self.write_items(handler)
        handler.endElement("feed")

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Add who wrote it, where it comes from, and the text."""
        entry: Entry = item["entry"]
        # Whoever wrote it, else whoever published it; where neither is known the feed's own author.
        author = {"author_name": entry.author or entry.source_name or None}
        summary = None if entry.full else entry.html
        super().add_item_elements(handler, item | author | {"description": summary})
        if entry.full:
            if entry.summary:
                handler.addQuickElement("summary", entry.summary)
            handler.addQuickElement("content", entry.html, {"type": "html"})
        if entry.original:
            handler.addQuickElement("link", "", {"rel": "via", "href": entry.original})
        if entry.source_name:
            _add_source(handler, entry)


def _add_source(handler: Any, entry: Entry) -> None:
    handler.startElement("source", {})
    handler.addQuickElement("title", entry.source_name)
    if entry.source_url:
        handler.addQuickElement("link", "", {"rel": "alternate", "href": entry.source_url})
    handler.endElement("source")


class JsonFeed(Feed):
    """JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile: Any, encoding: str) -> None:
        """Write the feed as JSON."""
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "description": self.feed["description"],
            "language": self.feed["language"],
            "authors": [{"name": self.feed["author_name"], "url": self.feed["author_link"]}],
        }
        said: dict[str, Any] = {key: value for key, value in feed.items() if value}
        said["items"] = [_json_item(item["entry"]) for item in self.items]
        json.dump(said, outfile, ensure_ascii=False)


def _json_item(entry: Entry) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.key,
        "url": entry.url,
        "external_url": entry.original,
        "title": entry.title,
        "content_html": entry.html,
        "content_text": entry.text,
        "summary": entry.summary,
        "date_published": rfc3339_date(entry.published),
        "date_modified": rfc3339_date(entry.updated),
        "tags": list(entry.topics),
    }
    if name := entry.author or entry.source_name:
        item["authors"] = [{"name": name}]
    if entry.source_name:
        # The format has no word for the outlet; extensions begin with an underscore.
        item["_source"] = {"name": entry.source_name, "url": entry.source_url}
    if entry.picture:
        item["image"] = entry.picture.url
    return {key: value for key, value in item.items() if value}


FORMATS: dict[str, type[Feed]] = {"rss": RssFeed, "atom": AtomFeed, "json": JsonFeed}
