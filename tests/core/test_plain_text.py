"""What a body says, in plain text: kept beside it, in the order in which it is read."""

from __future__ import annotations

from typing import Any

import pytest

from core.plain_text import count_words, plain_text, text_of_html
from home.models import HomePage
from news.blocks import ArticleBodyBlock
from news.models import ArticlePage, NewsDeskPage
from tests.factories import (
    ArticlePageFactory,
    DisclaimerFactory,
    DocumentFactory,
    ImageFactory,
    StandardPageFactory,
)

pytestmark = pytest.mark.django_db


def words(*blocks: tuple[str, Any]) -> str:
    stored = [{"type": kind, "value": value} for kind, value in blocks]
    return plain_text(ArticleBodyBlock().to_python(stored))


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("paragraph", "<p>One <b>bold</b> word.</p><p>Two.</p>", "One bold word.\n\nTwo."),
        ("paragraph", "<ul><li>a</li><li>b</li></ul>", "* a\n* b"),
        ("paragraph", '<p>See <a href="https://x.example/">there</a>.</p>', "See there."),
        ("paragraph", "<p>5 &lt; 6 &amp; 7</p>", "5 < 6 & 7"),
        ("heading", {"text": "Found", "level": "h2"}, "## Found"),
        ("heading", {"text": "Part", "level": "h3"}, "### Part"),
        (
            "quotation",
            {"quotation": "We stay.", "speaker": "Ada", "speaker_description": "head"},
            "> “We stay.”\n>\n> – Ada, head",
        ),
        ("quotation", {"quotation": "“Alone.”"}, "> “Alone.”"),
        (
            "pull_quotes",
            {"heading": "Said", "quotations": [{"quotation": "A"}, {"quotation": "B"}]},
            "### Said\n\n> “A”\n\n> “B”",
        ),
        (
            "case_study_links",
            {"heading": "Cases", "links": [{"address": "https://www.x.example/a"}]},
            "Cases\n\n* x.example",
        ),
        ("embed", {"address": "https://vimeo.com/1", "title": "A film"}, "A film"),
        ("note", {"heading": "", "text": "<p>Ours.</p>"}, "Ours."),
        ("unconverted", {"source": "[gallery]"}, ""),
    ],
)
def test_block_in_words(kind: str, value: Any, text: str) -> None:
    assert words((kind, value)) == text


def test_table_in_words() -> None:
    table = {
        "caption": "Loans",
        "columns": [{"type": "text", "heading": "Town"}, {"type": "number", "heading": "Loans"}],
        "rows": [{"values": ["Holmby", "4,120"]}],
    }

    assert words(("table", table)) == "Loans\n\n| Town | Loans |\n| Holmby | 4,120 |"


def test_pictures_documents_and_disclaimers_in_words() -> None:
    image = {"image": ImageFactory().pk, "decorative": True, "alt_text": ""}
    document = DocumentFactory(title="The report")

    text = words(
        ("image", {"image": image, "caption": "A river"}),
        ("document", {"document": document.pk, "label": ""}),
        ("disclaimer", DisclaimerFactory.create(text="Ours is not theirs.").pk),
    )

    assert text == "A river\n\nThe report\n\nOurs is not theirs."


def test_title_of_a_linked_page_is_not_kept(home_page: HomePage) -> None:
    page = StandardPageFactory(parent=home_page, title="Secret")

    assert words(("case_study_links", {"heading": "", "links": [{"page": page.pk}]})) == ""


def test_words_are_kept_whenever_the_body_is_saved(desk: NewsDeskPage) -> None:
    article: ArticlePage = ArticlePageFactory(
        parent=desk, body=[{"type": "paragraph", "value": "<p>One two three.</p>"}]
    )
    assert (article.plain_text, article.word_count) == ("One two three.", 3)

    article.body = [("heading", {"text": "Four", "level": "h2"})]
    article.save(update_fields=["title"])
    article.save(update_fields=["body"])

    stored = ArticlePage.objects.get(pk=article.pk)
    assert (stored.plain_text, stored.word_count) == ("## Four", 1)


def test_draft_of_a_live_page_leaves_the_words_alone(desk: NewsDeskPage) -> None:
    article: ArticlePage = ArticlePageFactory(
        parent=desk, body=[{"type": "paragraph", "value": "<p>Published.</p>"}]
    )
    article.body = [("paragraph", "<p>Not yet.</p>")]
    revision = article.save_revision()
    assert ArticlePage.objects.get(pk=article.pk).plain_text == "Published."

    revision.publish()

    assert ArticlePage.objects.get(pk=article.pk).plain_text == "Not yet."


@pytest.mark.parametrize(
    ("text", "number"),
    [("", 0), ("one", 1), ("don't stop", 2), ("well-known", 1), ("## > * –", 0), ("日本 語", 2)],
)
def test_words_are_counted_as_people_read_them(text: str, number: int) -> None:
    assert count_words(text) == number


@pytest.mark.parametrize("html", ["", "<p></p>", "<p>" * 500, "<b>", "&", "\x0b", "<p>a</p" * 3])
def test_any_html_is_put_into_words(html: str) -> None:
    assert "<" not in text_of_html(html)


def test_reading_takes_whole_minutes(desk: NewsDeskPage) -> None:
    assert ArticlePage(word_count=0).reading_minutes == 0
    assert ArticlePage(word_count=1).reading_minutes == 1
    assert ArticlePage(word_count=238).reading_minutes == 1
    assert ArticlePage(word_count=239).reading_minutes == 2
