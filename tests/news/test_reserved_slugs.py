"""Addresses that a desk and the home page keep for themselves."""

from __future__ import annotations

import html
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import get_resolver, reverse
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Page

from core.addresses import is_reserved
from home.models import HomePage, StandardPage
from members.models import User
from news.models import ArticlePage, NewsDeskPage
from tests.factories import ArticlePageFactory, SourceFactory, StandardPageFactory

UNDER_A_DESK = ["topics", "sources", "editions", "feed", "2015", "0000", "Topics"]
UNDER_HOME = [
    "search",
    "site-map",
    "account",
    "mailing",
    "comments",
    "admin",
    "api",
    "static",
    "media",
    "documents",
    "-",
    "_util",
    "ADMIN",
]
# No slug at all: the field itself refuses them.
NO_SLUGS = ["sitemap.xml", "robots.txt", ".well-known", "a/b", "a b"]
FREE_UNDER_A_DESK = ["09", "12", "20150", "topics-of-today", "2015-09", "search", "٢٠١٥-x"]
FREE_UNDER_HOME = ["topics", "2015", "about", "accounts", "search-engines"]
MESSAGE = "is kept for another part of the site"


@pytest.fixture
def admin(client: Client, administrator: User) -> Client:
    """An administrator's browser."""
    client.force_login(administrator)
    return client


def new_page(model: str, parent: Page) -> str:
    """Where a page is begun."""
    app_label, name = model.split(".")
    return reverse("wagtailadmin_pages:add", args=[app_label, name, parent.pk])


def article_form(slug: str, **changed: Any) -> dict[str, Any]:
    """The least an editor fills in for an article."""
    return {
        "title": "An article",
        "slug": slug,
        "shared_on": "2024-05-01",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "related_picks-TOTAL_FORMS": "0",
        "related_picks-INITIAL_FORMS": "0",
        **changed,
    }


def errors_at_slug(response: Any) -> list[str]:
    """What the answer says at the slug; none where the page was saved."""
    if response.status_code == 302:
        return []
    assert response.status_code == 200
    messages = list(response.context["form"].errors["slug"])
    assert all(message in html.unescape(response.content.decode()) for message in messages)
    return messages


def test_each_parent_keeps_its_own_slugs(home_page: HomePage, desk: NewsDeskPage) -> None:
    about = StandardPageFactory(parent=home_page)

    assert all(is_reserved(slug, desk) for slug in UNDER_A_DESK)
    assert all(is_reserved(slug, home_page) for slug in UNDER_HOME)
    assert not any(is_reserved(slug, desk) for slug in FREE_UNDER_A_DESK)
    assert not any(is_reserved(slug, home_page) for slug in FREE_UNDER_HOME)
    assert not any(is_reserved(slug, about) for slug in UNDER_A_DESK + UNDER_HOME)
    assert not is_reserved("admin", None)


def test_reserved_slug_is_refused_at_the_field_of_a_new_article(
    admin: Client, desk: NewsDeskPage
) -> None:
    url = new_page("news.articlepage", desk)

    for slug in ("topics", "2015"):
        [message] = errors_at_slug(admin.post(url, article_form(slug)))
        assert MESSAGE in message, slug
    assert errors_at_slug(admin.post(url, article_form("sitemap.xml")))
    assert not ArticlePage.objects.exists()


def test_reserved_slug_is_refused_at_the_field_of_a_new_standard_page(
    admin: Client, home_page: HomePage
) -> None:
    form = {"title": "Search", "slug": "search", "body-count": "0"}
    comments = {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}

    [message] = errors_at_slug(
        admin.post(new_page("home.standardpage", home_page), form | comments)
    )

    assert MESSAGE in message
    assert not StandardPage.objects.exists()


def test_what_is_no_slug_is_refused_anyway(home_page: HomePage) -> None:
    for slug in NO_SLUGS:
        with pytest.raises(ValidationError):
            home_page.add_child(instance=StandardPage(title="X", slug=slug))


def test_free_slug_is_taken(admin: Client, desk: NewsDeskPage) -> None:
    for slug in FREE_UNDER_A_DESK:
        assert not errors_at_slug(
            admin.post(new_page("news.articlepage", desk), article_form(slug))
        )
    assert ArticlePage.objects.count() == len(FREE_UNDER_A_DESK)


@pytest.mark.parametrize("draft", [True, False])
def test_no_page_takes_a_reserved_slug_without_a_form_either(
    home_page: HomePage, desk: NewsDeskPage, draft: bool
) -> None:
    source = SourceFactory.create()
    for slug in UNDER_A_DESK:
        with pytest.raises(ValidationError):
            desk.add_child(
                instance=ArticlePage(title="X", slug=slug, source=source, live=not draft)
            )
    for slug in UNDER_HOME:
        with pytest.raises(ValidationError):
            home_page.add_child(instance=StandardPage(title="X", slug=slug, live=not draft))
    for slug in FREE_UNDER_HOME:
        home_page.add_child(instance=StandardPage(title="X", slug=slug, live=not draft))


def test_slug_made_from_a_title_goes_out_of_the_way(
    home_page: HomePage, desk: NewsDeskPage
) -> None:
    source = SourceFactory.create()
    article = desk.add_child(instance=ArticlePage(title="2015", source=source))
    page = home_page.add_child(instance=StandardPage(title="Search"))

    assert (article.slug, page.slug) == ("2015-2", "search-2")


def test_slug_cannot_be_changed_to_a_reserved_one(admin: Client, desk: NewsDeskPage) -> None:
    source = SourceFactory.create()
    article = ArticlePageFactory(parent=desk, slug="before", source=source)
    url = reverse("wagtailadmin_pages:edit", args=[article.pk])
    form = article_form("2016", source=source.pk, **{"action-publish": "1"})

    [message] = errors_at_slug(admin.post(url, form))

    assert MESSAGE in message
    assert ArticlePage.objects.get().slug == "before"


def test_copy_cannot_take_a_reserved_slug(admin: Client, desk: NewsDeskPage) -> None:
    article = ArticlePageFactory(parent=desk)
    url = reverse("wagtailadmin_pages:copy", args=[article.pk])
    form = {"new_title": "Copy", "new_parent_page": desk.pk}

    refused = admin.post(url, {**form, "new_slug": "sources"})
    assert MESSAGE in str(refused.context["form"].errors["new_slug"])
    assert admin.post(url, {**form, "new_slug": "sources-copy"}).status_code == 302

    assert set(ArticlePage.objects.values_list("slug", flat=True)) == {
        article.slug,
        "sources-copy",
    }


@pytest.mark.parametrize("in_bulk", [True, False])
def test_page_with_a_slug_reserved_elsewhere_does_not_move_there(
    admin: Client, home_page: HomePage, in_bulk: bool
) -> None:
    section = StandardPageFactory(parent=home_page, slug="section")
    search, other = (StandardPageFactory(parent=section, slug=slug) for slug in ("search", "other"))

    def move(page: Page) -> Any:
        if not in_bulk:
            return admin.post(
                reverse("wagtailadmin_pages:move_confirm", args=[page.pk, home_page.pk]),
                follow=True,
            )
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
        form = {"chooser": home_page.pk, "move_applied": "on"}
        return admin.post(f"{url}?id={page.pk}&next=/admin/pages/", form, follow=True)

    assert MESSAGE in html.unescape(move(search).content.decode())
    move(other)

    assert set(section.get_children()) == {search.page_ptr}
    assert other.page_ptr in home_page.get_children()


def test_alias_of_an_alias_shows_the_page_itself(desk: NewsDeskPage) -> None:
    article: Any = ArticlePageFactory(parent=desk)
    alias = CreatePageAliasAction(article, parent=desk, update_slug="one").execute()
    second = CreatePageAliasAction(alias, parent=desk, update_slug="two").execute()

    assert Page.objects.get(pk=second.pk).alias_of_id == article.pk
    article.title = "Changed"
    article.save_revision().publish()
    assert ArticlePage.objects.get(pk=second.pk).title == "Changed"


def test_all_that_the_site_itself_answers_is_reserved(home_page: HomePage) -> None:
    """A first part of an address in urls.py that no page may take is in the list."""
    first_parts = {
        str(pattern.pattern).split("/")[0] for pattern in get_resolver().url_patterns
    } - {""}

    assert first_parts
    for part in first_parts:
        with pytest.raises(ValidationError):
            home_page.add_child(instance=StandardPage(title="X", slug=part))
