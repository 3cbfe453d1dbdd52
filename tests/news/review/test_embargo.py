"""An article under embargo, tried by every way that leads to a public article."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from members.models import User
from news.models import ArticlePage, NewsDeskPage
from news.review import four_eyes
from news.review.embargo import EmbargoError
from tests.factories import ArticlePageFactory, UserFactory
from tests.news.deskwork import (
    APPROVE,
    PUBLISH,
    SUBMIT,
    browser,
    edit_url,
    follow,
    form,
    fresh,
    is_public,
    let_the_clock_run,
    new_article_url,
    require_four_eyes,
    save,
    write,
)
from tests.news.review.ways import (
    publish,
    publish_by_api,
    publish_in_list,
    publish_with_desk,
)

UNTIL = timezone.localtime().replace(second=0, microsecond=0) + datetime.timedelta(days=3)


def at(moment: datetime.datetime) -> str:
    """A moment as a form sends it."""
    return moment.strftime("%Y-%m-%d %H:%M")


def keep(article: ArticlePage, **changed: Any) -> dict[str, Any]:
    """The form of an article under embargo."""
    return {"embargoed_until": at(UNTIL), **changed}


@pytest.fixture
def embargoed(author: User, desk: NewsDeskPage) -> ArticlePage:
    """A draft that must not be public yet."""
    return write(author, desk, embargoed_until=at(UNTIL))


@pytest.mark.parametrize(
    "way",
    [publish_in_list, publish_with_desk, publish_by_api],
    ids=lambda way: way.__name__,
)
def test_nothing_makes_it_public_before_its_time(
    way: Callable[[User, ArticlePage], Any], superuser: User, embargoed: ArticlePage
) -> None:
    way(superuser, embargoed)

    assert not fresh(embargoed).live
    assert not is_public(embargoed)


def test_editor_is_told_until_when_and_offered_to_schedule(
    editor: User, embargoed: ArticlePage
) -> None:
    data = form(embargoed, **keep(embargoed, title="Kept"), **PUBLISH)

    _response, page = follow(editor, edit_url(embargoed), data)

    assert not fresh(embargoed).live
    assert "“Kept” was not published: it is under embargo until" in page
    schedule = reverse("news_review:schedule", args=[embargoed.pk])
    assert schedule in page
    assert fresh(embargoed).get_latest_revision_as_object().title == "Kept"

    assert "when its embargo ends" in browser(editor).get(schedule).content.decode()
    follow(editor, schedule, {})

    assert fresh(embargoed).scheduled_revision.approved_go_live_at == UNTIL
    assert not is_public(embargoed)


def test_new_article_under_embargo_is_kept_as_a_draft(editor: User, desk: NewsDeskPage) -> None:
    data = form(embargoed_until=at(UNTIL), **PUBLISH)

    _response, page = follow(editor, new_article_url(desk), data)

    assert "under embargo until" in page
    assert not ArticlePage.objects.get().live


def test_time_within_the_embargo_is_refused_at_its_field(
    editor: User, embargoed: ArticlePage
) -> None:
    early = at(UNTIL - datetime.timedelta(hours=1))

    _response, page = follow(
        editor, edit_url(embargoed), form(embargoed, **keep(embargoed, go_live_at=early))
    )

    assert "This lies within the embargo" in page


@pytest.mark.parametrize("later", [0, 60])
def test_time_at_its_end_or_later_is_fine(editor: User, embargoed: ArticlePage, later: int) -> None:
    time = UNTIL + datetime.timedelta(minutes=later)

    save(editor, embargoed, **keep(embargoed, go_live_at=at(time)), **PUBLISH)

    assert fresh(embargoed).scheduled_revision.approved_go_live_at == time


def test_approval_schedules_it_for_its_end(
    author: User, editor: User, embargoed: ArticlePage
) -> None:
    save(author, embargoed, **keep(embargoed), **SUBMIT)

    save(editor, embargoed, **keep(embargoed), **APPROVE)

    assert not is_public(embargoed)
    assert fresh(embargoed).scheduled_revision.approved_go_live_at == UNTIL
    assert not fresh(embargoed).workflow_in_progress


def test_clock_publishes_it_once_the_embargo_has_ended(
    editor: User, embargoed: ArticlePage
) -> None:
    save(editor, embargoed, **keep(embargoed, go_live_at=at(UNTIL)), **PUBLISH)

    let_the_clock_run(UNTIL - datetime.timedelta(seconds=1))
    assert not fresh(embargoed).live
    let_the_clock_run(UNTIL)

    assert fresh(embargoed).live


def test_schedule_written_by_other_code_is_refused(author: User, embargoed: ArticlePage) -> None:
    article = fresh(embargoed).get_latest_revision_as_object()

    with pytest.raises(EmbargoError):
        article.save_revision(
            user=author, approved_go_live_at=UNTIL - datetime.timedelta(minutes=1)
        )


def test_row_set_live_by_other_code_is_refused(embargoed: ArticlePage) -> None:
    article = fresh(embargoed)
    article.live = True

    with pytest.raises(EmbargoError):
        article.save()


def test_what_is_public_stays_so_while_its_next_version_is_under_embargo(
    author: User, editor: User, desk: NewsDeskPage
) -> None:
    article = write(author, desk)
    publish(editor, article)

    save(editor, article, title="Next", embargoed_until=at(UNTIL), **PUBLISH)

    assert is_public(article)
    assert fresh(article).title == "Libraries stay open"


def test_author_does_not_schedule_own_work_by_the_offer(
    author: User, embargoed: ArticlePage
) -> None:
    require_four_eyes()

    _response, page = follow(author, reverse("news_review:schedule", args=[embargoed.pk]), {})

    assert "You wrote or edited this version" in page
    assert not fresh(embargoed).approved_schedule


def test_offer_is_gone_with_the_embargo(editor: User, author: User, desk: NewsDeskPage) -> None:
    article = write(author, desk)

    response = browser(editor).get(reverse("news_review:schedule", args=[article.pk]))

    assert response.url == edit_url(article)


def test_lifting_an_embargo_is_a_change_that_others_have_to_see(
    author: User, colleague: User, embargoed: ArticlePage
) -> None:
    require_four_eyes()

    save(colleague, embargoed, embargoed_until="")
    save(colleague, embargoed, embargoed_until="", **PUBLISH)

    assert not fresh(embargoed).live
    assert four_eyes.authors_of(embargoed) >= {colleague.pk}


def test_embargo_lifted_after_submission_is_not_approved_unseen(
    author: User, colleague: User, embargoed: ArticlePage
) -> None:
    save(author, embargoed, **keep(embargoed, **SUBMIT))
    task_state = fresh(embargoed).current_workflow_task_state
    save(author, embargoed, embargoed_until="")

    url = reverse(
        "wagtailadmin_pages:workflow_action", args=[embargoed.pk, "approve", task_state.pk]
    )
    browser(colleague).post(url)

    assert not fresh(embargoed).live
    assert fresh(embargoed).workflow_in_progress


def test_reason_does_not_lift_an_embargo(superuser: User, desk: NewsDeskPage) -> None:
    require_four_eyes()
    article = write(superuser, desk, embargoed_until=at(UNTIL))
    ask = reverse("news_review:publish_alone", args=[article.pk])
    version = browser(superuser).get(ask).context["form"].initial["version"]

    _response, page = follow(superuser, ask, {"reason": "Urgent", "version": version})

    assert "under embargo until" in page
    assert not fresh(article).live


def test_locked_article_is_not_scheduled(
    author: User, colleague: User, embargoed: ArticlePage
) -> None:
    ArticlePage.objects.filter(pk=embargoed.pk).update(locked=True, locked_by=author)

    _answer, words = follow(colleague, reverse("news_review:schedule", args=[embargoed.pk]), {})

    assert "it is locked" in words
    assert not fresh(embargoed).approved_schedule


def test_whoever_may_not_publish_makes_no_version_of_what_has_none(desk: NewsDeskPage) -> None:
    imported = ArticlePageFactory.create(parent=desk)
    contributor = UserFactory.create(groups=["Contributors"])

    for step in ("schedule", "publish_alone"):
        browser(contributor).get(reverse(f"news_review:{step}", args=[imported.pk]))

    assert not imported.revisions.exists()


def test_incomplete_article_is_not_scheduled(
    editor: User, author: User, desk: NewsDeskPage
) -> None:
    article = write(author, desk, embargoed_until=at(UNTIL), source=None)

    _response, page = follow(editor, reverse("news_review:schedule", args=[article.pk]), {})

    assert "something is missing" in page
    assert "Source:" in page
    assert not fresh(article).approved_schedule
