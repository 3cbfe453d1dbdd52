"""An editor saves a draft, and publishes: what is asked for when."""

from __future__ import annotations

import html
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format

from news.models import ArticlePage, NewsDeskPage
from tests.factories import ImageFactory, SourceFactory
from tests.news.deskwork import PUBLISH, SUBMIT, least


@pytest.fixture
def add(desk: NewsDeskPage) -> str:
    """Where a new article is begun."""
    return reverse("wagtailadmin_pages:add", args=["news", "articlepage", desk.pk])


def errors(response: Any) -> dict[str, list[str]]:
    """What the answer says at which field; all of it has to stand in the page."""
    assert response.status_code == 200
    found = {field: list(messages) for field, messages in response.context["form"].errors.items()}
    page = html.unescape(response.content.decode())
    assert all(message in page for messages in found.values() for message in messages)
    return found


def test_draft_needs_a_headline_only(edith: Client, add: str) -> None:
    assert edith.post(add, least()).status_code == 302
    article = ArticlePage.objects.get()
    assert not article.live
    assert article.source is None

    again = reverse("wagtailadmin_pages:edit", args=[article.pk])
    assert edith.get(again).status_code == 200
    assert edith.post(again, least(title="Better")).status_code == 302
    assert ArticlePage.objects.get().get_latest_revision_as_object().title == "Better"


def test_draft_without_headline_is_refused_at_the_field(edith: Client, add: str) -> None:
    assert set(errors(edith.post(add, least(title="")))) == {"title"}
    assert not ArticlePage.objects.exists()


@pytest.mark.parametrize("action", [PUBLISH, SUBMIT], ids=["publish", "submit"])
def test_source_is_asked_for_before_others_see_the_article(
    edith: Client, add: str, action: dict[str, str]
) -> None:
    assert set(errors(edith.post(add, least(**action)))) == {"source"}
    assert not ArticlePage.objects.exists()


def test_publishing_shows_the_article_to_readers(edith: Client, add: str) -> None:
    source = SourceFactory.create(name="The Outlet")

    response = edith.post(add, least(source=source.pk, **PUBLISH))

    assert response.status_code == 302
    article = ArticlePage.objects.get()
    assert article.live
    page = Client().get(article.url).content.decode()
    assert "Libraries stay open" in page
    assert "The Outlet" in page


def test_draft_is_not_shown_to_readers(edith: Client, add: str) -> None:
    edith.post(add, least())

    assert Client().get("/news-desk/libraries-stay-open/").status_code == 404


def test_draft_of_a_published_article_changes_nothing_for_readers(edith: Client, add: str) -> None:
    source = SourceFactory.create()
    edith.post(add, least(source=source.pk, **PUBLISH))
    article = ArticlePage.objects.get()
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])

    assert edith.post(edit, least(title="Not yet", source="")).status_code == 302

    page = Client().get(article.url).content.decode()
    assert "Libraries stay open" in page
    assert "Not yet" not in page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("source_url", "no address"),
        ("source_url", "javascript:alert(1)"),
        ("source_published_on", "2015-13-40"),
        ("source_published_on", "some time in autumn"),
        ("summary", "x" * 501),
        ("content_note", "x" * 256),
        ("title", "a\0b"),
        ("title", "x" * 256),
        ("source_author", "x" * 256),
        ("slug", "no slug"),
    ],
)
def test_faulty_field_is_named_and_nothing_is_lost(
    edith: Client, add: str, field: str, value: str
) -> None:
    response = edith.post(add, least(**{field: value}))

    assert set(errors(response)) == {field}
    assert response.context["form"][field].value() == value
    assert not ArticlePage.objects.exists()


def test_picture_without_description_is_refused_when_published(edith: Client, add: str) -> None:
    complete = least(source=SourceFactory.create().pk, image=ImageFactory().pk)

    assert set(errors(edith.post(add, {**complete, **PUBLISH}))) == {"image_alt"}
    for blank in ("  \t", ""):
        undescribed = {**complete, "image_alt": blank, **PUBLISH}
        assert set(errors(edith.post(add, undescribed))) == {"image_alt"}
    described = {**complete, "image_alt": "A reading room", **PUBLISH}
    assert edith.post(add, described).status_code == 302


def test_decorative_picture_needs_no_description(edith: Client, add: str) -> None:
    complete = least(source=SourceFactory.create().pk, image=ImageFactory().pk)

    decorative = {**complete, "image_decorative": "on", **PUBLISH}

    assert edith.post(add, decorative).status_code == 302


def test_draft_with_a_picture_is_saved_without_description(edith: Client, add: str) -> None:
    assert edith.post(add, least(image=ImageFactory().pk)).status_code == 302


def test_version_that_names_a_source_deleted_since_can_be_taken_up(edith: Client, add: str) -> None:
    kept, gone = SourceFactory.create(), SourceFactory.create()
    edith.post(add, least(source=kept.pk, **PUBLISH))
    article = ArticlePage.objects.get()
    article.source = gone
    earlier = article.save_revision()
    article.source = kept
    article.save_revision()
    gone.delete()

    response = edith.get(
        reverse("wagtailadmin_pages:revisions_revert", args=[article.pk, earlier.pk])
    )

    assert response.status_code == 200


def test_partial_date_is_kept_as_its_first_day(edith: Client, add: str) -> None:
    source = SourceFactory.create()
    edith.post(add, least(source_published_on="Sept 2015", source=source.pk, **PUBLISH))

    assert ArticlePage.objects.get().source_date_for_machines == "2015-09"
    assert str(ArticlePage.objects.get().source_published_on) == "2015-09-01"


def test_same_slug_twice_is_refused_at_the_field(edith: Client, add: str) -> None:
    assert edith.post(add, least()).status_code == 302
    assert set(errors(edith.post(add, least()))) == {"slug"}


def test_news_desk_in_the_menu_leads_to_the_articles(edith: Client, add: str) -> None:
    edith.post(add, least(source=SourceFactory.create(name="The Outlet").pk, **PUBLISH))

    listing = edith.get(reverse("articles:index"))

    page = listing.content.decode()
    assert "Libraries stay open" in page
    assert "The Outlet" in page
    assert date_format(ArticlePage.objects.get().shared_on) in page
    assert "New article" in page
    menu = edith.get(reverse("wagtailadmin_home")).content.decode()
    assert "News Desk" in menu
    assert reverse("articles:index") in menu


def test_list_of_articles_is_narrowed_by_source(edith: Client, add: str) -> None:
    one, other = SourceFactory.create(), SourceFactory.create()
    edith.post(add, least(title="First", slug="first", source=one.pk, **PUBLISH))
    edith.post(add, least(title="Second", slug="second", source=other.pk, **PUBLISH))

    listing = edith.get(reverse("articles:index"), {"source": one.pk})

    assert [row.article.title for row in listing.context["object_list"]] == ["First"]
