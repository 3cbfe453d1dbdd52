"""Where readers and machines find corrections, and what that costs."""

from __future__ import annotations

import datetime
import json

import feedparser
import pytest
from django.test import Client
from django.utils import timezone
from wagtail.actions.create_alias import CreatePageAliasAction

from news.models import ArticlePage, Correction, NewsDeskPage
from news.plain_version import article_in_markdown
from tests.factories import ArticlePageFactory
from tests.news.corrections.correcting import WORDS, publish, read
from tests.queries import queries_of


def test_correction_stands_after_the_text_and_before_the_disclaimer(article: ArticlePage) -> None:
    page = read(publish(article))

    text = page.index('<div class="article-body')
    assert (
        page.index("Nine libraries", text)
        < page.index(WORDS, text)
        < page.index('class="disclaimer"')
    )


def test_article_without_correction_shows_none(article: ArticlePage) -> None:
    page = read(publish(article, correction="  \n "))

    assert "Correct" not in page
    assert not Correction.objects.exists()


def test_alias_shows_the_corrections_of_its_article(article: ArticlePage) -> None:
    publish(article)
    alias = CreatePageAliasAction(
        ArticlePage.objects.get(pk=article.pk), update_slug="alias"
    ).execute()
    assert WORDS in read(alias)

    publish(article, correction="The mayor's name is Ada.")

    page = read(alias)
    assert "The mayor's name is Ada." in page
    assert page.count(f"</strong> {WORDS}") == 1


@pytest.mark.parametrize("in_full", [True, False])
def test_feeds_say_what_changed_and_that_it_did(
    desk: NewsDeskPage, article: ArticlePage, in_full: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.feeds_in_full = in_full
    desk.save()
    before = {form: feed(form) for form in ("rss", "atom", "json")}
    later = datetime.datetime(2026, 12, 9, 12, tzinfo=datetime.UTC)
    monkeypatch.setattr(timezone, "now", lambda: later)
    publish(article)

    rss, atom = (feedparser.parse(feed(form)).entries[0] for form in ("rss", "atom"))
    item = json.loads(feed("json"))["items"][0]

    known = feedparser.parse(before["rss"]).entries[0]
    assert rss.id == known.id == atom.id == item["id"]
    assert rss.published == known.published
    assert rss.updated == atom.updated == item["date_modified"] == later.isoformat()
    for said in (str(rss), str(atom), item["content_html"]):
        assert WORDS in said
    assert f"Correction, December 9, 2026: {WORDS}" in item["content_text"]


def feed(form: str) -> str:
    """A feed of the desk."""
    return Client().get(f"/news-desk/feed/{form}/").content.decode()


def test_feed_costs_the_same_for_two_and_for_twelve_corrected(desk: NewsDeskPage) -> None:
    def cost(number: int) -> int:
        for _ in range(number):
            article = ArticlePageFactory(parent=desk, first_published_at=timezone.now())
            publish(article)
        return len(queries_of(Client(), "/news-desk/feed/atom/"))

    assert cost(2) == cost(10)


def test_machines_are_told(article: ArticlePage) -> None:
    publish(article)

    correction = f'"correction": [{{"@type": "CorrectionComment", "text": "{WORDS}", '
    assert f'{correction}"datePublished": "2026-12-03"}}]' in read(article)
    api = json.loads(Client().get(f"/api/v2/pages/{article.pk}/").content)
    assert api["corrected_on"] == "2026-12-03"
    assert api["corrections"] == [{"day": "2026-12-03", "text": WORDS}]


def test_plain_version_tells_before_the_disclaimer(article: ArticlePage) -> None:
    text = article_in_markdown(publish(article), "https://example.org/", "Us")

    assert f"---\n\nCorrection, December 3, 2026: {WORDS}\n\n" in text


def test_corrected_article_costs_readers_no_query_more(
    client: Client, article: ArticlePage
) -> None:
    before = queries_of(client, article.url)

    assert len(queries_of(client, publish(article).url)) == len(before) == 2


def test_hostile_words_are_shown_as_they_are(article: ArticlePage) -> None:
    publish(article, correction="</p><script>alert(1)</script>")

    page = Client().get(article.url).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
