"""Superusers publish their own work alone with a reason, which is logged."""

from __future__ import annotations

import pytest
from django.urls import reverse

from members.models import User
from news.models import ArticlePage, NewsDeskPage
from news.review import four_eyes
from tests.news.deskwork import PUBLISH, browser, edit_url, follow, form, fresh, read, save, write


def test_only_superusers_may_give_a_reason(rule: None, author: User, draft: ArticlePage) -> None:
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied), four_eyes.reason_given(author, draft, "Because"):
        pass


def test_empty_reason_is_none(rule: None, superuser: User, draft: ArticlePage) -> None:
    with pytest.raises(ValueError, match="reason"), four_eyes.reason_given(superuser, draft, "  "):
        pass


def test_superuser_publishes_own_work_with_a_reason_that_is_logged(
    rule: None, superuser: User, desk: NewsDeskPage
) -> None:
    article = write(superuser, desk)
    response, page = follow(superuser, edit_url(article), form(article, title="Urgent", **PUBLISH))
    ask = reverse("news_review:publish_alone", args=[article.pk])
    assert response.redirect_chain[-1][0] == ask
    assert fresh(article).get_latest_revision_as_object().title == "Urgent"
    version = response.context["form"].initial["version"]

    _response, page = follow(superuser, ask, {"reason": " ", "version": version})
    assert "Please say why" in page
    assert not fresh(article).live

    follow(superuser, ask, {"reason": "A recall that cannot wait", "version": version})

    assert "Urgent" in read(article)
    history = browser(superuser).get(reverse("wagtailadmin_pages:history", args=[article.pk]))
    assert "A recall that cannot wait" in history.content.decode()
    assert four_eyes.authors_of(article) == set()


def test_reason_holds_for_what_the_superuser_saw(
    rule: None, superuser: User, colleague: User, desk: NewsDeskPage
) -> None:
    article = write(superuser, desk)
    ask = reverse("news_review:publish_alone", args=[article.pk])
    version = browser(superuser).get(ask).context["form"].initial["version"]
    save(colleague, article, title="Changed meanwhile")

    _response, page = follow(superuser, ask, {"reason": "Urgent", "version": version})

    assert "changed meanwhile" in page
    assert not fresh(article).live


def test_reason_does_not_stand_in_for_what_is_missing(
    rule: None, superuser: User, desk: NewsDeskPage
) -> None:
    article = write(superuser, desk, source=None)
    ask = reverse("news_review:publish_alone", args=[article.pk])
    version = browser(superuser).get(ask).context["form"].initial["version"]

    _response, page = follow(superuser, ask, {"reason": "Urgent", "version": version})

    assert "something is missing" in page
    assert not fresh(article).live
    assert (
        not browser(superuser)
        .get(reverse("wagtailadmin_pages:history", args=[article.pk]))
        .content.decode()
        .count("Urgent")
    )


def test_editors_are_not_let_to_the_reason(rule: None, author: User, draft: ArticlePage) -> None:
    response = browser(author).get(reverse("news_review:publish_alone", args=[draft.pk]))

    assert response.status_code == 302
