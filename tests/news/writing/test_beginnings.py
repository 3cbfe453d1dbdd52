"""New articles begin empty, with an outline, or with another one's text; nothing is stored."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from members.models import User
from news.models import ArticlePage, NewsDeskPage
from news.writing.beginnings import OUTLINES, copy_from, version_to_copy
from tests.factories import (
    ArticlePageFactory,
    DisclaimerFactory,
    ImageFactory,
    TopicFactory,
    restrict,
)

QUOTES = {
    "heading": "They said",
    "quotations": [
        {
            "type": "item",
            "id": "0a",
            "value": {"quotation": "Open", "speaker": "", "speaker_description": ""},
        }
    ],
}
BODY = [
    {"type": "paragraph", "id": "1a", "value": "<p>Eleven towns.</p>"},
    {"type": "pull_quotes", "id": "2b", "value": QUOTES},
]


@pytest.fixture
def other(desk: NewsDeskPage) -> ArticlePage:
    """An article with everything."""
    article: ArticlePage = ArticlePageFactory(
        parent=desk,
        title="The other one",
        body=BODY,
        source_url="https://example.org/other",
        source_headline="Theirs",
        source_author="Nell",
        source_published_on=datetime.date(2015, 9, 1),
        summary="About it.",
        content_note="mentions illness",
        featured=True,
        image=ImageFactory(),
        disclaimer=DisclaimerFactory.create(),
        topics=[TopicFactory.create(name="Libraries")],
    )
    return article


def block_types(client: Client, address: str) -> list[str]:
    """What the form's text consists of."""
    form = client.get(address).context["form"]
    return [block.block_type for block in form.instance.body]


@pytest.mark.parametrize("name", OUTLINES)
def test_outline_fills_the_form_and_stores_nothing(
    edith: Client, desk: NewsDeskPage, name: str
) -> None:
    address = reverse("news_writing:begin", args=[desk.pk, name])

    assert block_types(edith, address) == [kind for kind, _value in OUTLINES[name].blocks]
    assert not ArticlePage.objects.exists()
    page = edith.get(address).content.decode()
    assert (
        f'action="{reverse("wagtailadmin_pages:add", args=["news", "articlepage", desk.pk])}"'
        in page
    )


def test_empty_page_is_offered_first_and_is_what_one_has(edith: Client, add: str) -> None:
    page = edith.get(add).content.decode()

    cards = re.findall(r'desk-beginnings__card" href="([^"]+)" ?(aria-current="true")?', page)
    assert cards[0] == (add, 'aria-current="true"')
    assert len(cards) == 4
    assert [current for _url, current in cards[1:]] == ["", "", ""]


def test_cards_are_gone_once_there_is_an_article(edith: Client, other: ArticlePage) -> None:
    page = edith.get(reverse("wagtailadmin_pages:edit", args=[other.pk])).content.decode()

    assert "desk-beginnings__card" not in page


def test_unknown_outline_is_not_found(edith: Client, desk: NewsDeskPage) -> None:
    assert edith.get(reverse("news_writing:begin", args=[desk.pk, "novel"])).status_code == 404


def test_copy_takes_what_is_worth_taking_and_nothing_that_belongs_to_one_piece(
    edith: Client, desk: NewsDeskPage, other: ArticlePage
) -> None:
    response = edith.get(reverse("news_writing:copy", args=[desk.pk, other.pk]))

    new = response.context["form"].instance
    assert new.pk is None
    assert "Eleven towns." in response.content.decode()
    assert (new.source, new.disclaimer, new.content_note) == (
        other.source,
        other.disclaimer,
        "mentions illness",
    )
    assert [topic.name for topic in new.topics.all()] == ["Libraries"]
    for name in ("title", "slug", "source_url", "source_headline", "source_author", "summary"):
        assert not getattr(new, name), name
    assert (new.image, new.featured, new.source_published_on) == (None, False, None)
    assert ArticlePage.objects.count() == 1


def test_copied_blocks_have_keys_of_their_own(other: ArticlePage) -> None:
    new = ArticlePage()

    copy_from(new, other)

    kept = {"0a", "1a", "2b"}
    assert not kept & set(re.findall(r"'id': '(\w+)'", str(new.body.get_prep_value())))
    assert new.body[1].value["quotations"][0]["quotation"] == "Open"


def test_who_may_edit_copies_the_draft(edith: Client, editor: User, other: ArticlePage) -> None:
    other.content_note = "in the draft"
    other.save_revision()

    version = version_to_copy(editor, ArticlePage.objects.get())

    assert version
    assert version.content_note == "in the draft"


def test_who_may_only_read_copies_what_readers_see(other: ArticlePage) -> None:
    other.content_note = "in the draft"
    other.save_revision()
    reader: Any = AnonymousUser()

    version = version_to_copy(reader, ArticlePage.objects.get())

    assert version
    assert version.content_note == "mentions illness"


def test_what_one_may_not_read_is_not_copied(other: ArticlePage) -> None:
    restrict(other, "Members")

    assert version_to_copy(AnonymousUser(), ArticlePage.objects.get()) is None


def test_article_to_copy_is_found_by_its_words(
    edith: Client, desk: NewsDeskPage, other: ArticlePage
) -> None:
    ArticlePageFactory(parent=desk, title="Something else")
    choose = reverse("news_writing:choose_to_copy", args=[desk.pk])

    assert len(edith.get(choose).context["articles"]) == 2
    page = edith.get(choose, {"q": "OTHER towns"})
    assert list(page.context["articles"]) == [other]
    assert reverse("news_writing:copy", args=[desk.pk, other.pk]) in page.content.decode()
    assert "No article has" in edith.get(choose, {"q": "zzz"}).content.decode()


@pytest.mark.parametrize("name", ["begin", "choose_to_copy", "copy"])
def test_who_may_not_add_articles_begins_none(
    edith: Client, desk: NewsDeskPage, editor: User, other: ArticlePage, name: str
) -> None:
    editor.groups.clear()
    more = {"begin": ["report"], "choose_to_copy": [], "copy": [other.pk]}[name]

    response = edith.get(reverse(f"news_writing:{name}", args=[desk.pk, *more]))

    assert response.status_code in (302, 403)
