"""No copy and no alias makes an author's own work public."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from members.models import User
from news.models import ArticlePage, NewsDeskPage
from tests.factories import ArticlePageFactory
from tests.news.deskwork import browser, follow, fresh
from tests.news.review.ways import publish


def copy_form(article: ArticlePage, **changed: Any) -> dict[str, Any]:
    """What the form for a copy sends."""
    return {
        "new_title": "Copied",
        "new_slug": "copied",
        "new_parent_page": article.get_parent().pk,
        **changed,
    }


def test_published_copy_is_refused_at_its_field(
    rule: None, author: User, desk: NewsDeskPage
) -> None:
    article = ArticlePageFactory.create(parent=desk)
    url = reverse("wagtailadmin_pages:copy", args=[article.pk])

    _response, page = follow(author, url, copy_form(article, publish_copies="on"))

    assert "the copy begins as a draft" in page
    assert ArticlePage.objects.count() == 1


def test_copy_begins_as_a_draft_of_whoever_copied_it(
    rule: None, author: User, colleague: User, desk: NewsDeskPage
) -> None:
    article = ArticlePageFactory.create(parent=desk)
    browser(author).post(reverse("wagtailadmin_pages:copy", args=[article.pk]), copy_form(article))
    copied = ArticlePage.objects.get(slug="copied")

    publish(author, copied)
    assert not fresh(copied).live
    publish(colleague, copied)
    assert fresh(copied).live


def test_desk_is_not_copied_with_public_articles(
    rule: None, administrator: User, desk: NewsDeskPage
) -> None:
    ArticlePageFactory.create(parent=desk)
    url = reverse("wagtailadmin_pages:copy", args=[desk.pk])

    follow(administrator, url, copy_form(desk, copy_subpages="on", publish_copies="on"))

    assert ArticlePage.objects.count() == 1
    assert NewsDeskPage.objects.count() == 1


def test_api_makes_no_public_copy_and_leaves_nothing_half_done(
    rule: None, author: User, desk: NewsDeskPage
) -> None:
    article = ArticlePageFactory.create(parent=desk)
    children = NewsDeskPage.objects.get().numchild
    url = reverse("wagtailadmin_api:pages:action", args=[article.pk, "copy"])

    response = browser(author).post(url, {"keep_live": True, "slug": "copied"})

    assert response.status_code == 403
    assert ArticlePage.objects.count() == 1
    assert NewsDeskPage.objects.get().numchild == children


def test_alias_shows_what_is_public_already(rule: None, author: User, desk: NewsDeskPage) -> None:
    article = ArticlePageFactory.create(parent=desk)

    browser(author).post(
        reverse("wagtailadmin_pages:copy", args=[article.pk]), copy_form(article, alias="on")
    )

    alias = ArticlePage.objects.get(alias_of=article)
    assert alias.live
    browser(author).post(reverse("wagtailadmin_pages:convert_alias", args=[alias.pk]))
    assert fresh(alias).live
    assert fresh(alias).alias_of_id is None


def test_alias_of_a_draft_does_not_make_it_public(
    rule: None, author: User, draft: ArticlePage
) -> None:
    browser(author).post(
        reverse("wagtailadmin_pages:copy", args=[draft.pk]), copy_form(draft, alias="on")
    )

    assert not ArticlePage.objects.live().exists()
