"""The screens on which editors see wordings and move articles to newer ones."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from members.models import User
from news.disclaimers import tasks
from news.models import ArticlePage, Disclaimer, NewsDeskPage, RecordedWording
from tests.factories import UserFactory
from tests.news.disclaimers.words import (
    add_wording,
    draft_on,
    page_of,
    publish,
    within,
)


@pytest.fixture
def article(desk: NewsDeskPage, standing: Disclaimer) -> ArticlePage:
    """A published article with the first words under it."""
    return publish(draft_on(desk))


def seen(browser: Client, url: str, **data: Any) -> str:
    """What a screen says, in words; posted to where there are data."""
    response = browser.post(url, data, follow=True) if data else browser.get(url, follow=True)
    assert response.status_code == 200
    return words_of(response.content.decode())


def words_of(page: str) -> str:
    """A screen's words without its elements."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def editor_of(page: Any) -> str:
    """Where a page is edited."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_editor_sees_which_wording_an_article_has(edith: Client, article: ArticlePage) -> None:
    told = seen(edith, editor_of(article))

    assert "Under the article: Standing, wording of January 1, 2001." in told
    assert "Compare and move" not in told


def test_editor_sees_what_a_draft_will_take(
    edith: Client, desk: NewsDeskPage, standing: Disclaimer, other: Disclaimer
) -> None:
    add_wording(standing, "Second words.")
    draft = draft_on(desk, body=within(other))

    told = seen(edith, editor_of(draft))

    assert (
        "When this is published it takes, under the article: Standing, wording of June 1, 2024."
        in told
    )
    assert (
        "When this is published it takes, within the text: Other, wording of January 1, 2001."
        in told
    )


def test_editor_sees_that_there_is_nothing_to_take(edith: Client, desk: NewsDeskPage) -> None:
    desk.disclaimer = Disclaimer.objects.create(name="Empty")
    desk.save()
    assert "No wording is in force" in seen(edith, editor_of(draft_on(desk)))

    desk.disclaimer = None
    desk.save()
    draft = draft_on(desk)
    assert "it takes no disclaimer: the desk has none" in seen(edith, editor_of(draft))
    assert "Under the article: no disclaimer." in seen(edith, editor_of(publish(draft)))


def test_new_article_has_no_wording_to_see(edith: Client, desk: NewsDeskPage) -> None:
    add = reverse("wagtailadmin_pages:add", args=["news", "articlepage", desk.pk])

    assert "When this is published" not in seen(edith, add)


def test_editor_compares_and_moves_an_article(
    edith: Client, article: ArticlePage, standing: Disclaimer
) -> None:
    add_wording(standing, "Second words.")
    url = reverse("news_disclaimers:article", args=[article.pk])
    told = seen(edith, editor_of(article))
    assert "Articles published today take: Standing, wording of June 1, 2024." in told
    assert "Compare and move" in told

    told = seen(edith, url)
    assert "First words." in told
    assert "Second words." in told
    assert "First words." in page_of(edith, article)

    assert "has the current wording now" in seen(edith, url, move="1")
    assert "Second words." in page_of(edith, article)
    assert "nothing was changed" in seen(edith, url, move="1")
    assert "nothing to move" in seen(edith, url)
    history = seen(edith, reverse("wagtailadmin_pages:history", args=[article.pk]))
    assert (
        "Disclaimer moved: Standing, wording of January 1, 2001 → "
        "Standing, wording of June 1, 2024" in history
    )


def test_article_can_be_moved_to_having_none(
    edith: Client, desk: NewsDeskPage, article: ArticlePage
) -> None:
    desk.disclaimer = None
    desk.save()
    assert "Articles published today take no disclaimer." in seen(edith, editor_of(article))
    url = reverse("news_disclaimers:article", args=[article.pk])
    assert "No disclaimer" in seen(edith, url)

    seen(edith, url, move="1")

    assert "First words." not in page_of(edith, article)


def test_who_may_not_publish_is_shown_no_way_to_move(
    client: Client, article: ArticlePage, standing: Disclaimer
) -> None:
    add_wording(standing, "Second words.")
    client.force_login(UserFactory.create(groups=["Administrators"]))
    ways = [reverse("news_disclaimers:article", args=[article.pk])]
    client.force_login(UserFactory.create(groups=["Members"]))

    for url in ways:
        for response in (client.get(url), client.post(url)):
            assert response.status_code in (302, 403)
    assert "First words." in page_of(client, article)


def test_who_may_change_and_not_publish_is_shown_no_way_to_move(
    client: Client, article: ArticlePage, standing: Disclaimer
) -> None:
    from django.contrib.auth.models import Group
    from wagtail.models import GroupPagePermission

    writer = UserFactory.create(groups=["Writers"])
    writers = Group.objects.get(name="Writers")
    admin_access = Group.objects.get(name="Editors").permissions.get(codename="access_admin")
    writers.permissions.add(admin_access)
    GroupPagePermission.objects.create(
        group=writers, page=article.get_parent(), permission_type="change"
    )
    add_wording(standing, "Second words.")
    client.force_login(writer)

    assert client.get(reverse("news_disclaimers:article", args=[article.pk])).status_code == 302
    assert "Compare and move" not in seen(client, editor_of(article))

    assert "First words." in page_of(client, article)


def desk_form(browser: Client, desk: NewsDeskPage, **changes: Any) -> dict[str, Any]:
    """The desk's form as its editor sends it."""
    return {
        "title": desk.title,
        "slug": desk.slug,
        "introduction": desk.introduction,
        "disclaimer": desk.disclaimer_id or "",
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        "action-publish": "1",
        **changes,
    }


def stands_on(article: ArticlePage) -> str:
    """The text that was recorded of it."""
    rows = RecordedWording.objects.standing().filter(page=article.pk)
    return str(rows.values_list("wording__text", flat=True).get())


def exchange(edith: Client, desk: NewsDeskPage, other: Disclaimer) -> str:
    """Publish the desk with another disclaimer; what is asked then."""
    data = desk_form(edith, desk, disclaimer=other.pk)
    return seen(edith, editor_of(desk), **data)


@pytest.mark.parametrize("answer", ["keep", "move"])
def test_exchanging_the_standing_disclaimer_asks_what_of_the_articles(
    edith: Client, desk: NewsDeskPage, article: ArticlePage, other: Disclaimer, answer: str
) -> None:
    told = exchange(edith, desk, other)
    assert "One article has the wording of January 1, 2001 and keeps it." in told
    assert "Articles published from now on take “Other”" in told
    assert NewsDeskPage.objects.get(pk=desk.pk).disclaimer != other

    revision = NewsDeskPage.objects.get(pk=desk.pk).latest_revision_id
    url = reverse("news_disclaimers:desk", args=[desk.pk])
    told = seen(edith, url, revision=revision, existing=answer)

    assert "has been published" in told
    assert ("1 article has the current wording now." in told) == (answer == "move")
    assert NewsDeskPage.objects.get(pk=desk.pk).disclaimer == other
    assert (
        stands_on(article) == {"keep": "<p>First words.</p>", "move": "<p>Other words.</p>"}[answer]
    )


def test_many_articles_are_left_to_the_worker_and_the_editor_told(
    edith: Client,
    desk: NewsDeskPage,
    article: ArticlePage,
    other: Disclaimer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tasks, "AT_ONCE", 0)
    exchange(edith, desk, other)

    revision = NewsDeskPage.objects.get(pk=desk.pk).latest_revision_id
    url = reverse("news_disclaimers:desk", args=[desk.pk])
    told = seen(edith, url, revision=revision, existing="move")

    assert "moved one after the other" in told
    assert stands_on(article) == "<p>First words.</p>"


def test_exchange_is_not_carried_out_when_another_version_was_saved_meanwhile(
    edith: Client, desk: NewsDeskPage, article: ArticlePage, other: Disclaimer
) -> None:
    exchange(edith, desk, other)
    asked_about = NewsDeskPage.objects.get(pk=desk.pk).latest_revision_id
    fresh_desk = NewsDeskPage.objects.get(pk=desk.pk).get_latest_revision_as_object()
    fresh_desk.introduction = "By somebody else."
    fresh_desk.save_revision()

    url = reverse("news_disclaimers:desk", args=[desk.pk])
    told = seen(edith, url, revision=asked_about, existing="move")

    assert "Somebody has saved another version of the desk meanwhile" in told
    assert NewsDeskPage.objects.get(pk=desk.pk).disclaimer != other
    assert stands_on(article) == "<p>First words.</p>"


def test_desk_that_gives_up_its_disclaimer_is_asked_about_too(
    edith: Client, desk: NewsDeskPage, article: ArticlePage
) -> None:
    told = seen(edith, editor_of(desk), **desk_form(edith, desk, disclaimer=""))

    assert "Articles published from now on take no disclaimer" in told


def test_desk_is_published_without_a_question_where_nothing_depends_on_it(
    edith: Client, desk: NewsDeskPage, standing: Disclaimer, other: Disclaimer
) -> None:
    told = exchange(edith, desk, other)
    assert "has been published" in told
    assert NewsDeskPage.objects.get(pk=desk.pk).disclaimer == other

    article = publish(draft_on(fresh_desk(desk)))
    told = seen(edith, editor_of(desk), **desk_form(edith, desk, disclaimer=other.pk, title="Desk"))
    assert "has been published" in told
    assert stands_on(article) == "<p>Other words.</p>"


def fresh_desk(desk: NewsDeskPage) -> NewsDeskPage:
    """The desk as the next request finds it."""
    return NewsDeskPage.objects.get(pk=desk.pk)


def test_only_who_may_publish_the_desk_is_asked(
    client: Client, desk: NewsDeskPage, article: ArticlePage, member: User
) -> None:
    client.force_login(member)
    url = reverse("news_disclaimers:desk", args=[desk.pk])

    for response in (client.get(url), client.post(url)):
        assert response.status_code in (302, 403)
