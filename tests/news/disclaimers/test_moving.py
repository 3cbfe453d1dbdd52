"""Moving articles to the wording in force: one, many, all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from wagtail.log_actions import log
from wagtail.models import PageLogEntry

from members.models import User
from news.disclaimers import moving, tasks, usage
from news.disclaimers.log_actions import MOVED
from news.disclaimers.moving import move_to_current_wording
from news.models import ArticlePage, Disclaimer, NewsDeskPage, RecordedWording
from tests.factories import NewsDeskPageFactory, UserFactory
from tests.news.disclaimers.words import add_wording, draft_on, page_of, publish, tomorrow, within


@pytest.fixture
def articles(desk: NewsDeskPage, standing: Disclaimer, other: Disclaimer) -> list[ArticlePage]:
    """Three articles with the first words under them, of which the last has other words within."""
    bodies = [[], [], within(other)]
    return [publish(draft_on(desk, body=body)) for body in bodies]


def shown(article: ArticlePage) -> set[str]:
    """The texts that stand on the article."""
    rows = RecordedWording.objects.standing().filter(page=article.pk).select_related("wording")
    return {row.wording.text if row.wording else "nothing" for row in rows}


def moves_of(article: ArticlePage) -> list[Any]:
    """What its log says of it."""
    entries = PageLogEntry.objects.filter(page=article.pk, action=MOVED)
    return [(entry.user, entry.data["steps"]) for entry in entries]


def test_article_is_moved_to_the_wordings_in_force_and_the_log_says_so(
    client: Client,
    editor: User,
    articles: list[ArticlePage],
    standing: Disclaimer,
    other: Disclaimer,
) -> None:
    add_wording(standing, "Second words.")
    add_wording(standing, "Not yet.", tomorrow())
    add_wording(other, "Newer words.")

    assert move_to_current_wording(articles[1:], editor) == 2

    assert shown(articles[2]) == {"<p>Second words.</p>", "<p>Newer words.</p>"}
    assert shown(articles[0]) == {"<p>First words.</p>"}
    page = page_of(client, articles[2])
    assert "Second words." in page
    assert "Newer words." in page
    [(who, steps)] = moves_of(articles[1])
    assert who == editor
    assert steps == [
        {
            "from": "Standing, wording of January 1, 2001",
            "to": "Standing, wording of June 1, 2024",
        }
    ]
    assert move_to_current_wording(articles, editor) == 1
    assert move_to_current_wording(articles, editor) == 0
    assert len(moves_of(articles[1])) == 1


def test_what_is_moved_within_a_text_is_found_by_its_new_words(
    client: Client, editor: User, articles: list[ArticlePage], other: Disclaimer
) -> None:
    add_wording(other, "Newer words.")

    move_to_current_wording(articles, editor)

    moved = ArticlePage.objects.get(pk=articles[2].pk)
    assert moved.plain_text == "Newer words."
    assert moved.title in client.get("/search/?q=Newer").content.decode()


def test_moved_article_keeps_the_new_wording_when_it_is_reverted(
    client: Client, editor: User, articles: list[ArticlePage], standing: Disclaimer
) -> None:
    revision = articles[0].latest_revision
    add_wording(standing, "Second words.")
    move_to_current_wording(articles, editor)

    publish(revision.as_object())

    assert "Second words." in page_of(client, articles[0])


def test_article_is_moved_to_what_its_desk_has_now_unless_it_names_its_own(
    editor: User,
    desk: NewsDeskPage,
    articles: list[ArticlePage],
    standing: Disclaimer,
    other: Disclaimer,
) -> None:
    named = publish(draft_on(desk, disclaimer=standing))
    desk.disclaimer = other
    desk.save()

    assert move_to_current_wording([articles[0], named], editor) == 1

    assert shown(articles[0]) == {"<p>Other words.</p>"}
    assert shown(named) == {"<p>First words.</p>"}
    desk.disclaimer = None
    desk.save()
    assert move_to_current_wording([articles[0]], editor) == 1
    assert shown(articles[0]) == {"nothing"}


def test_alias_follows_its_article(
    client: Client, editor: User, articles: list[ArticlePage], standing: Disclaimer
) -> None:
    alias = articles[0].create_alias(update_slug="again")
    add_wording(standing, "Second words.")

    assert move_to_current_wording([alias], editor) == 0
    move_to_current_wording([articles[0]], editor)

    assert "Second words." in page_of(client, alias)


def test_draft_and_article_offline_are_moved_only_where_something_was_recorded(
    editor: User, desk: NewsDeskPage, articles: list[ArticlePage], standing: Disclaimer
) -> None:
    draft = draft_on(desk)
    ArticlePage.objects.get(pk=articles[0].pk).unpublish()
    add_wording(standing, "Second words.")

    assert move_to_current_wording([draft, articles[0]], editor) == 1

    assert shown(draft) == set()
    assert shown(articles[0]) == {"<p>Second words.</p>"}


def test_nobody_moves_what_they_may_not_publish(
    articles: list[ArticlePage], standing: Disclaimer, member: User
) -> None:
    add_wording(standing, "Second words.")

    for user in (member, UserFactory.create()):
        assert move_to_current_wording(articles, user) == 0
    assert shown(articles[0]) == {"<p>First words.</p>"}


def test_all_places_of_a_disclaimer_are_moved_and_nothing_else(
    editor: User,
    desk: NewsDeskPage,
    articles: list[ArticlePage],
    standing: Disclaimer,
    other: Disclaimer,
) -> None:
    desk.disclaimer = None
    desk.save()
    add_wording(standing, "Second words.")
    add_wording(other, "Newer words.")

    assert tasks.move_all_of(standing, editor) == 3

    assert shown(articles[2]) == {"<p>Second words.</p>", "<p>Other words.</p>"}


def test_only_what_a_desk_gave_its_own_articles_follows_it(
    editor: User,
    home_page: Any,
    desk: NewsDeskPage,
    articles: list[ArticlePage],
    standing: Disclaimer,
    other: Disclaimer,
) -> None:
    elsewhere = publish(
        draft_on(NewsDeskPageFactory(parent=home_page, disclaimer=standing, title="Elsewhere"))
    )
    named = publish(draft_on(desk, disclaimer=standing))
    desk.disclaimer = other
    desk.save()

    assert tasks.move_all_on(desk, editor) == 3

    assert shown(articles[0]) == {"<p>Other words.</p>"}
    assert shown(elsewhere) == shown(named) == {"<p>First words.</p>"}


class KilledError(BaseException):
    """Stands for SIGKILL: nothing catches it."""


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One article at a time, and all of it in the worker."""
    monkeypatch.setattr(moving, "BATCH", 1)
    monkeypatch.setattr(tasks, "AT_ONCE", 0)
    return iter(())


@pytest.mark.usefixtures("small_batches")
def test_worker_that_is_killed_in_between_does_the_rest_when_it_runs_again(
    editor: User,
    articles: list[ArticlePage],
    standing: Disclaimer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    add_wording(standing, "Second words.")

    def log_until_killed(instance: ArticlePage, **kwargs: Any) -> None:
        if instance.pk == articles[1].pk:
            raise KilledError
        log(instance=instance, **kwargs)

    monkeypatch.setattr(moving, "log", log_until_killed)
    with pytest.raises(KilledError):
        tasks.move_disclaimer.func(standing.pk, editor.pk)
    assert [len(moves_of(article)) for article in articles] == [1, 0, 0]
    assert [used.articles for used in usage.counted(usage.standing(standing))] == [2, 1]

    monkeypatch.setattr(moving, "log", log)
    assert tasks.move_disclaimer.func(standing.pk, editor.pk) == 2
    assert [len(moves_of(article)) for article in articles] == [1, 1, 1]


@pytest.mark.usefixtures("small_batches")
def test_many_are_handed_to_the_worker(
    editor: User,
    desk: NewsDeskPage,
    articles: list[ArticlePage],
    standing: Disclaimer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    handed: list[tuple[str, Any]] = []
    for name in ("move_disclaimer", "move_desk"):
        task = getattr(tasks, name)
        monkeypatch.setattr(
            type(task), "enqueue", lambda task, *args: handed.append((task.name, args))
        )

    assert tasks.move_all_of(standing, editor) is None
    assert tasks.move_all_on(desk, editor) is None

    assert handed == [
        ("move_disclaimer", (standing.pk, editor.pk)),
        ("move_desk", (desk.pk, editor.pk)),
    ]


def test_task_does_nothing_for_an_account_that_was_closed_or_a_thing_that_is_gone(
    editor: User, desk: NewsDeskPage, articles: list[ArticlePage], standing: Disclaimer
) -> None:
    add_wording(standing, "Second words.")
    assert tasks.move_disclaimer.func(0, editor.pk) == 0
    assert tasks.move_desk.func(0, editor.pk) == 0
    editor.is_active = False
    editor.save()

    assert tasks.move_disclaimer.func(standing.pk, editor.pk) == 0
    assert tasks.move_desk.func(desk.pk, editor.pk) == 0
    assert shown(articles[0]) == {"<p>First words.</p>"}


def test_task_moves_for_the_person_who_asked(
    editor: User, desk: NewsDeskPage, articles: list[ArticlePage], standing: Disclaimer
) -> None:
    add_wording(standing, "Second words.")

    assert tasks.move_desk.func(desk.pk, editor.pk) == 3
    assert moves_of(articles[2])[0][0] == editor
