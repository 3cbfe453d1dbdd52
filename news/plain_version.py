"""An article as plain text: for programs, and for people who prefer it (`…/index.md`).

Markdown as far as it reads naturally. What editors wrote stays what they wrote: it cannot become
HTML or a link by the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.encoding import iri_to_uri
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.plain_text import text_of_html
from news.models import ArticlePage

# What a reader of Markdown would take for an element or for the address of a link.
MARKUP = re.compile(r"<(?=[A-Za-z/!?])|(?<=\])[(\[:]")


def article_in_markdown(article: ArticlePage, url: str, publisher: str) -> str:
    """The whole article, found at this address, shared by this publisher."""
    shared = {"day": date_format(article.shared_on), "publisher": literal(publisher)}
    parts = [
        f"# {one_line(article.title)}",
        literal(content_note(article)),
        literal(article.summary),
        "\n".join(f"- {fact}" for fact in _origin(article)),
        literal(article.words_today()),
        _topics(article),
        "---",
        *(literal(line) for line in corrections(article)),
        literal(disclaimer(article)),
        (_("Shared on %(day)s by %(publisher)s: ") if publisher else _("Shared on %(day)s: "))
        % shared
        + f"<{url}>",
    ]
    return "\n\n".join(part.strip() for part in parts if part.strip()) + "\n"


def article_in_words(article: ArticlePage, *, full: bool) -> str:
    """What a feed's entry says without markup: the note first, the disclaimer last."""
    parts = [content_note(article), article.summary, source_line(article)]
    if full:
        parts.append(article.words_today())
    parts += corrections(article)
    if full:
        parts.append(disclaimer(article))
    return "\n\n".join(part for part in parts if part) or article.title


def content_note(article: ArticlePage) -> str:
    """The warning before the text; empty where there is none."""
    if not article.content_note:
        return ""
    return _("Content note: %(note)s") % {"note": article.content_note}


def source_line(article: ArticlePage) -> str:
    """Who published it and when, in a sentence; empty where neither is known."""
    name = article.source.name if article.source else ""
    said = [part for part in (name, article.source_author, article.source_date_in_words) if part]
    return _("Source: %(source)s.") % {"source": ", ".join(said)} if said else ""


def corrections(article: ArticlePage) -> list[str]:
    """What was wrong with it, in a sentence each, newest first."""
    return [
        _("Correction, %(day)s: %(text)s") % {"day": date_format(told.day), "text": told.text}
        for told in article.told_corrections
    ]


def disclaimer(article: ArticlePage) -> str:
    """What stands under the article, in words."""
    wording = article.wording
    return text_of_html(wording.text) if wording else ""


def one_line(text: str) -> str:
    """A text that belongs on a line of its own, such as a headline."""
    return literal(" ".join(text.split()))


def literal(text: str) -> str:
    """The text as it reads, whatever signs are in it."""
    return MARKUP.sub(lambda match: f"\\{match[0]}", text)


def _origin(article: ArticlePage) -> Iterator[str]:
    if article.source:
        yield _("Source: %(name)s") % {"name": one_line(article.source.name)}
    if article.differing_source_headline:
        headline = one_line(article.differing_source_headline)
        yield _("Headline there: %(headline)s") % {"headline": headline}
    if article.source_author:
        yield _("Author: %(name)s") % {"name": one_line(article.source_author)}
    if article.source_date_in_words:
        yield _("Published: %(date)s") % {"date": article.source_date_in_words}
    if article.source_url:
        yield _("Original: %(address)s") % {"address": f"<{iri_to_uri(article.source_url)}>"}


def _topics(article: ArticlePage) -> str:
    names = ", ".join(one_line(topic.name) for topic in article.listed_topics)
    return _("Topics: %(names)s") % {"names": names} if names else ""
