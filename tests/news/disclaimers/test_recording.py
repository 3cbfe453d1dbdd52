"""Which wording an article takes, and when it keeps it."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.test import Client
from django.utils import timezone
from wagtail.models import Revision

from core.scheduling import carry_out
from news.disclaimers.recording import backdate, record
from news.models import ArticlePage, Disclaimer, NewsDeskPage, RecordedWording
from tests.factories import ArticlePageFactory, DisclaimerFactory, NewsDeskPageFactory
from tests.news.disclaimers.words import (
    add_wording,
    draft_on,
    fresh,
    page_of,
    publish,
    tomorrow,
    within,
)

ARTICLES = ArticlePage.objects


def test_article_keeps_its_wording_through_everything_an_editor_does(
    client: Client, desk: NewsDeskPage, standing: Disclaimer
) -> None:
    article = publish(draft_on(desk))
    add_wording(standing, "Second words.")
    first_version = article.latest_revision

    article.title = "Edited"
    article = publish(article)
    assert "First words." in page_of(client, article)

    publish(first_version.as_object())
    assert "First words." in page_of(client, article)

    ARTICLES.get(pk=article.pk).unpublish()
    article = publish(fresh(article))
    page = page_of(client, article)
    assert "First words." in page
    assert "Second words." not in page
    assert RecordedWording.objects.filter(page=article.pk).count() == 1


def test_article_published_after_a_new_wording_takes_that(
    client: Client, desk: NewsDeskPage, standing: Disclaimer
) -> None:
    draft = draft_on(desk)
    add_wording(standing, "Second words.")
    add_wording(standing, "Not yet.", tomorrow())

    page = page_of(client, publish(draft))

    assert "Second words." in page
    assert "Not yet." not in page


def test_draft_takes_nothing(desk: NewsDeskPage, standing: Disclaimer, other: Disclaimer) -> None:
    draft = draft_on(desk, disclaimer=other, body=within(other))
    draft.save_revision()

    assert not RecordedWording.objects.filter(page=draft.pk).exists()


def test_live_article_takes_nothing_from_its_drafts(
    client: Client, desk: NewsDeskPage, standing: Disclaimer, other: Disclaimer
) -> None:
    article = publish(draft_on(desk))
    article.disclaimer = other
    article.save_revision()

    page = page_of(client, article)

    assert "First words." in page
    assert "Other words." not in page


def schedule(article: ArticlePage) -> None:
    """Have it go live by the clock, and let the hour come at the next tick only."""
    article.go_live_at = timezone.now() + datetime.timedelta(hours=1)
    article.save_revision().publish()


def let_the_hour_come(article: ArticlePage) -> None:
    """As if the planned moment were past."""
    [revision] = Revision.page_revisions.filter(
        object_id=article.pk, approved_go_live_at__isnull=False
    )
    past = timezone.now() - datetime.timedelta(minutes=1)
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()
    carry_out()


def test_going_live_by_the_clock_takes_the_wording_in_force_at_that_moment(
    client: Client, desk: NewsDeskPage, standing: Disclaimer
) -> None:
    draft = draft_on(desk)
    schedule(draft)
    assert not RecordedWording.objects.filter(page=draft.pk).exists()
    add_wording(standing, "Second words.")

    let_the_hour_come(draft)

    assert "Second words." in page_of(client, draft)


def test_planned_version_of_a_live_article_changes_nothing_before_its_hour(
    client: Client, desk: NewsDeskPage, standing: Disclaimer, other: Disclaimer
) -> None:
    article = publish(draft_on(desk))
    article.disclaimer = other
    schedule(article)
    assert "First words." in page_of(client, article)
    add_wording(other, "Other words of summer.")

    let_the_hour_come(article)

    assert "Other words of summer." in page_of(client, article)


@pytest.mark.parametrize("keep_live", [True, False])
def test_copy_starts_without_a_wording(
    client: Client, desk: NewsDeskPage, standing: Disclaimer, keep_live: bool
) -> None:
    article = publish(draft_on(desk, body=within(standing)))
    add_wording(standing, "Second words.")

    copy = article.copy(update_attrs={"slug": "copy"}, keep_live=keep_live)
    if not keep_live:
        assert not RecordedWording.objects.filter(page=copy.pk).exists()
        publish(fresh(copy))

    page = page_of(client, copy)
    assert page.count("Second words.") == 2
    assert "First words." not in page
    assert page_of(client, article).count("First words.") == 2


def test_naming_another_disclaimer_takes_its_current_wording_when_published(
    client: Client, desk: NewsDeskPage, standing: Disclaimer, other: Disclaimer
) -> None:
    article = publish(draft_on(desk))
    article.disclaimer = other
    article.save_revision()
    add_wording(other, "Other words of summer.")
    assert "First words." in page_of(client, article)

    article = publish(fresh(article))
    assert "Other words of summer." in page_of(client, article)

    add_wording(standing, "Second words.")
    article.disclaimer = None
    article = publish(article)
    assert "Second words." in page_of(client, article)
    ended = RecordedWording.objects.filter(page=article.pk).exclude(until=None)
    assert set(ended.values_list("wording__text", flat=True)) == {
        "<p>First words.</p>",
        "<p>Other words of summer.</p>",
    }


def test_naming_what_the_desk_has_keeps_the_wording(
    client: Client, desk: NewsDeskPage, standing: Disclaimer, other: Disclaimer
) -> None:
    article = publish(draft_on(desk))
    add_wording(standing, "Second words.")

    article.disclaimer = standing
    article = publish(article)
    desk.disclaimer = other
    desk.save()
    assert "First words." in page_of(client, article)

    article.disclaimer = None
    article = publish(article)
    assert "Other words." in page_of(client, article)


def test_no_longer_naming_what_the_desk_has_keeps_the_wording(
    client: Client, desk: NewsDeskPage, standing: Disclaimer
) -> None:
    article = publish(draft_on(desk, disclaimer=standing))
    add_wording(standing, "Second words.")

    article.disclaimer = None
    article = publish(article)

    assert "First words." in page_of(client, article)
    assert RecordedWording.objects.get(page=article.pk).is_desks


@pytest.mark.parametrize("before", ["standing", None])
def test_articles_keep_what_they_took_from_the_desk_when_that_is_exchanged(
    client: Client, desk: NewsDeskPage, standing: Disclaimer, other: Disclaimer, before: str | None
) -> None:
    desk.disclaimer = standing if before else None
    desk.save()
    old = publish(draft_on(desk))
    desk.disclaimer = other
    desk.save()

    old = publish(old)
    new = publish(draft_on(desk))

    assert ("First words." in page_of(client, old)) == bool(before)
    assert "Other words." not in page_of(client, old)
    assert "Other words." in page_of(client, new)


def test_article_keeps_its_wording_when_it_moves_to_another_desk(
    client: Client, home_page: Any, desk: NewsDeskPage, standing: Disclaimer, other: Disclaimer
) -> None:
    article = publish(draft_on(desk))
    article.move(NewsDeskPageFactory(parent=home_page, disclaimer=other), pos="last-child")

    assert "First words." in page_of(client, publish(fresh(article)))


def test_disclaimer_within_a_text_follows_the_same_rule(
    client: Client, desk: NewsDeskPage, standing: Disclaimer, other: Disclaimer
) -> None:
    article = publish(draft_on(desk, body=within(other)))
    add_wording(other, "Other words of summer.")

    article.body = within(other, standing)
    article = publish(article)
    page = page_of(client, article)
    assert "Other words." in page
    assert "Other words of summer." not in page
    assert page.count("First words.") == 2

    article.body = within(standing)
    article = publish(article)
    article.body = within(standing, other)
    article = publish(article)
    assert "Other words of summer." in page_of(client, article)


def test_named_disclaimer_without_a_wording_in_force_is_taken_at_a_later_publication(
    client: Client, desk: NewsDeskPage, standing: Disclaimer
) -> None:
    planned = Disclaimer.objects.create(name="Planned")
    wording = add_wording(planned, "Planned words.", tomorrow())
    article = publish(draft_on(desk, disclaimer=planned, body=within(planned)))
    assert "Planned words." not in page_of(client, article)

    wording.in_force_from = timezone.localdate()
    wording.save()
    assert "Planned words." not in page_of(client, article)

    assert page_of(client, publish(article)).count("Planned words.") == 2


def test_alias_shows_what_its_article_shows_and_keeps_it_on_its_own(
    client: Client, desk: NewsDeskPage, standing: Disclaimer, other: Disclaimer
) -> None:
    article = publish(draft_on(desk, body=within(other)))
    add_wording(standing, "Second words.")
    alias = article.create_alias(update_slug="again")
    orphan = article.create_alias(update_slug="orphan")
    assert "First words." in page_of(client, alias)

    article.disclaimer = other
    article = publish(article)
    assert page_of(client, alias).count("Other words.") == 2

    add_wording(other, "Other words of summer.")
    converted = ARTICLES.get(pk=alias.pk)
    converted.alias_of = None
    converted.save()
    assert page_of(client, alias).count("Other words.") == 2
    # Wagtail takes the others offline with the article.
    ARTICLES.get(pk=article.pk).delete()
    assert page_of(client, publish(ARTICLES.get(pk=orphan.pk))).count("Other words.") == 2


def test_recording_again_changes_nothing(desk: NewsDeskPage, standing: Disclaimer) -> None:
    article = publish(draft_on(desk, body=within(standing)))
    before = list(RecordedWording.objects.values())

    record(ARTICLES.get(pk=article.pk))
    ARTICLES.get(pk=article.pk).save()

    assert list(RecordedWording.objects.values()) == before
    assert len(before) == 2


def test_article_from_before_takes_the_wordings_of_its_day(
    client: Client, desk: NewsDeskPage, standing: Disclaimer
) -> None:
    add_wording(standing, "Second words.")
    article = publish(draft_on(desk, body=within(standing)))
    assert "Second words." in page_of(client, article)

    backdate(ARTICLES.get(pk=article.pk), datetime.date(2024, 5, 31))

    page = page_of(client, article)
    assert page.count("First words.") == 2
    assert "Second words." not in page
    assert ARTICLES.get(pk=article.pk).plain_text == "First words."


def test_one_article_has_one_wording_at_each_place(
    desk: NewsDeskPage, standing: Disclaimer, other: Disclaimer
) -> None:
    article = publish(draft_on(desk, body=within(other)))

    for row in RecordedWording.objects.filter(page=article.pk):
        row.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()


def test_recorded_wording_goes_with_its_page_and_with_nothing_else(
    desk: NewsDeskPage, standing: Disclaimer, other: Disclaimer
) -> None:
    article = publish(draft_on(desk, body=within(other)))
    article.disclaimer = other
    article.body = []
    publish(article)
    desk.disclaimer = None
    desk.save()

    for disclaimer in (standing, other):
        for doomed in (
            disclaimer.wordings.get(),
            disclaimer.wordings.get_queryset(),
            disclaimer,
            Disclaimer.objects.filter(pk=disclaimer.pk),
        ):
            with pytest.raises(ProtectedError), transaction.atomic():
                doomed.delete()

    ARTICLES.get(pk=article.pk).delete()
    for disclaimer in (standing, other):
        disclaimer.delete()
    assert not RecordedWording.objects.exists()


def test_live_article_made_without_publishing_takes_its_wording_too(
    client: Client, desk: NewsDeskPage, standing: Disclaimer
) -> None:
    article = ArticlePageFactory(parent=desk, body=within(DisclaimerFactory.create(text="Within.")))
    add_wording(standing, "Second words.")

    page = page_of(client, article)

    assert "First words." in page
    assert "Within." in page
