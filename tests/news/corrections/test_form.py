"""What the editor's form offers for a correction, and what it refuses."""

from __future__ import annotations

import html

import pytest
from django.test import Client
from django.urls import reverse

from news.models import ArticlePage, Correction, NewsDeskPage
from tests.factories import ArticlePageFactory
from tests.news.corrections.correcting import WORDS, edit, publish, read, sent, told
from tests.news.deskwork import PUBLISH


def test_same_words_again_are_refused_at_the_field(edith: Client, article: ArticlePage) -> None:
    publish(article)

    response = edith.post(edit(article), sent(article, correction=f" {WORDS}\n", **PUBLISH))

    assert response.status_code == 200
    [message] = response.context["form"].errors["correction"]
    assert "exactly this since December 3, 2026" in message
    assert told(article) == [WORDS]


@pytest.mark.parametrize("words", ["x" * 501, "a\0b"])
def test_faulty_correction_is_named_and_kept(
    edith: Client, article: ArticlePage, words: str
) -> None:
    response = edith.post(edit(article), sent(article, correction=words))

    assert set(response.context["form"].errors) == {"correction"}
    assert response.context["form"]["correction"].value() == words


def test_article_that_was_never_public_has_nothing_to_correct(
    edith: Client, desk: NewsDeskPage
) -> None:
    draft = ArticlePageFactory(parent=desk, live=False, slug="libraries-stay-open")

    assert "panel-child-content-correction" not in edith.get(edit(draft)).content.decode()
    edith.post(edit(draft), sent(draft, correction=WORDS, **PUBLISH))

    assert WORDS not in read(draft)
    assert not Correction.objects.exists()


def test_panel_is_there_once_the_article_was_public(edith: Client, article: ArticlePage) -> None:
    page = html.unescape(edith.get(edit(article)).content.decode())
    assert "panel-child-content-correction" in page
    assert "Spelling mistakes need none." in page
    assert "Readers have been told" not in page

    publish(article)

    page = html.unescape(edith.get(edit(article)).content.decode())
    assert "Readers have been told" in page
    assert WORDS in page


def test_preview_shows_what_will_be_told(edith: Client, article: ArticlePage) -> None:
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[article.pk])
    edith.post(preview, sent(article, correction=WORDS))

    page = html.unescape(edith.get(preview, {"mode": ""}).content.decode())

    assert f"December 3, 2026</time>:</strong> {WORDS}" in page
