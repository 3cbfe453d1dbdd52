"""Who counts as an author of what is not public yet, and until when."""

from __future__ import annotations

import datetime

from django.urls import reverse
from django.utils import timezone

from core.scheduling import carry_out
from members.models import User
from news.models import ArticlePage, NewsDeskPage
from news.review import four_eyes
from tests.factories import ArticlePageFactory
from tests.news.deskwork import (
    PUBLISH,
    autosave,
    browser,
    form,
    fresh,
    let_the_clock_run,
    read,
    require_four_eyes,
    save,
)
from tests.news.review.ways import publish, publish_by_api, publish_in_list, schedule


def test_colleague_who_edits_it_becomes_an_author(
    rule: None, author: User, colleague: User, draft: ArticlePage
) -> None:
    save(colleague, draft, title="Mine as well", **PUBLISH)

    assert not fresh(draft).live
    assert four_eyes.authors_of(draft) == {author.pk, colleague.pk}
    assert fresh(draft).get_latest_revision_as_object().title == "Mine as well"


def test_publishing_without_a_change_writes_nothing(
    rule: None, author: User, colleague: User, draft: ArticlePage
) -> None:
    save(colleague, draft)

    assert four_eyes.authors_of(draft) == {author.pk}


def test_autosave_in_place_counts_as_writing(
    rule: None, author: User, colleague: User, draft: ArticlePage
) -> None:
    save(colleague, draft)
    autosave(colleague, draft, title="Rewritten in place")

    assert four_eyes.authors_of(draft) == {author.pk, colleague.pk}


def test_live_version_rewritten_in_place_does_not_go_public_by_its_author(
    rule: None, author: User, colleague: User, draft: ArticlePage
) -> None:
    """The bulk action publishes the author's own revision, which their open editor goes on with."""
    publish_in_list(colleague, draft)
    autosave(author, draft, title="Unseen")
    for way in (publish, publish_in_list, publish_by_api):
        way(author, draft)

    assert "Unseen" not in read(draft)


def test_what_is_public_has_no_authors_any_more(
    rule: None, author: User, colleague: User, draft: ArticlePage
) -> None:
    publish(colleague, draft)

    assert four_eyes.authors_of(draft) == set()
    assert four_eyes.may_make_public(author, fresh(draft))


def test_author_publishes_again_what_was_public_already(
    rule: None, author: User, colleague: User, draft: ArticlePage
) -> None:
    publish(colleague, draft)
    browser(author).post(reverse("wagtailadmin_pages:unpublish", args=[draft.pk]))
    assert not fresh(draft).live

    publish(author, draft)

    assert fresh(draft).live


def test_what_was_written_after_the_published_version_is_not_forgotten(
    rule: None, author: User, colleague: User, draft: ArticlePage
) -> None:
    """Somebody publishes an older version while a newer draft lies there."""
    older = draft.get_latest_revision()
    save(author, draft, title="Newer")

    older.publish(user=colleague)

    assert four_eyes.authors_of(draft) == {author.pk}
    publish(author, draft)
    assert "Newer" not in read(draft)


def test_going_back_to_an_older_version_is_an_edit(
    rule: None, author: User, colleague: User, draft: ArticlePage
) -> None:
    first = draft.get_latest_revision()
    publish(colleague, draft)
    save(author, draft, title="Second")
    publish(colleague, draft)
    url = reverse("wagtailadmin_pages:revisions_revert", args=[draft.pk, first.pk])

    browser(colleague).post(url, form(draft, title="Libraries stay open", **PUBLISH))

    assert "Second" in read(draft)
    assert four_eyes.authors_of(draft) == {colleague.pk}


def test_switching_the_rule_on_holds_for_what_was_written_before(
    author: User, draft: ArticlePage
) -> None:
    require_four_eyes()

    publish(author, draft)

    assert not fresh(draft).live


def test_clock_publishes_what_a_colleague_scheduled(
    rule: None, author: User, colleague: User, draft: ArticlePage
) -> None:
    schedule(colleague, draft)

    let_the_clock_run(timezone.now() + datetime.timedelta(days=2))

    assert fresh(draft).live
    assert four_eyes.authors_of(draft) == set()


def test_scheduled_version_rewritten_afterwards_does_not_go_public(
    rule: None, author: User, colleague: User, draft: ArticlePage
) -> None:
    """The editor is locked then; other code that saves in place takes the schedule away."""
    publish_time = timezone.now() + datetime.timedelta(days=1)
    article = draft.get_latest_revision().as_object()
    article.go_live_at = publish_time
    revision = article.save_revision(user=author)
    revision.publish(user=colleague)
    assert autosave(author, draft, title="Unseen").status_code == 400

    scheduled = fresh(draft).get_latest_revision_as_object()
    scheduled.title = "Unseen"
    scheduled.save_revision(user=author, overwrite_revision=fresh(draft).get_latest_revision())

    assert not fresh(draft).approved_schedule
    carry_out()
    assert not fresh(draft).live


def test_author_deleted_with_their_account_leaves_the_others_as_they_were(
    rule: None, author: User, colleague: User, draft: ArticlePage
) -> None:
    save(colleague, draft, title="Both of us")

    author.delete()

    publish(colleague, draft)
    assert not fresh(draft).live


def test_first_unchanged_save_of_an_imported_article_makes_nobody_its_author(
    rule: None, colleague: User, desk: NewsDeskPage
) -> None:
    article = ArticlePageFactory.create(parent=desk)

    save(colleague, article, **PUBLISH)

    assert four_eyes.authors_of(article) == set()
    assert fresh(article).live
