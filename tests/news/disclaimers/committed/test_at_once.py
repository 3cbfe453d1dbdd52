"""Several people publish the same article at the same moment."""

from __future__ import annotations

import pytest

from core.memory import forget
from news.disclaimers.moving import move_to_current_wording
from news.models import ArticlePage, Disclaimer, NewsDeskPage, RecordedWording
from tests.at_once import at_once
from tests.factories import DisclaimerFactory, UserFactory
from tests.news.disclaimers.words import add_wording, draft_on, within


@pytest.mark.parametrize("attempt", range(4))
def test_publishers_at_once_record_one_wording_for_each_place(
    desk: NewsDeskPage, attempt: int
) -> None:
    named, other = (DisclaimerFactory.create(name=f"{name} {attempt}") for name in ("A", "B"))
    article = draft_on(desk, body=within(named, other))
    article.disclaimer = named
    first = article.save_revision()
    article.disclaimer = other
    second = article.save_revision()

    assert at_once(first.publish, second.publish, first.publish, second.publish) == []

    stored = ArticlePage.objects.get(pk=article.pk)
    rows = RecordedWording.objects.standing().filter(page=article.pk)
    assert rows.get(place="under").disclaimer_id == stored.disclaimer_id
    assert rows.filter(place="within").count() == 2


@pytest.mark.parametrize("attempt", range(4))
def test_moving_and_publishing_at_once_leave_one_wording(desk: NewsDeskPage, attempt: int) -> None:
    disclaimer = DisclaimerFactory.create(name=f"Moved {attempt}")
    article = draft_on(desk, disclaimer=disclaimer)
    revision = article.save_revision()
    revision.publish()
    newer = add_wording(disclaimer, "Newer words.")
    root = UserFactory.create(is_superuser=True)
    stored = ArticlePage.objects.get(pk=article.pk)

    def move() -> int:
        return move_to_current_wording([stored], root)

    assert at_once(move, revision.publish, move) == []

    rows = RecordedWording.objects.standing().filter(page=article.pk)
    assert rows.get().wording == newer
    assert RecordedWording.objects.filter(page=article.pk).count() == 2


@pytest.mark.parametrize("attempt", range(4))
def test_wording_that_is_taken_at_this_moment_either_changed_before_or_stays(
    desk: NewsDeskPage, attempt: int
) -> None:
    disclaimer: Disclaimer = DisclaimerFactory.create(name=f"Changed {attempt}", text="Before.")
    article = draft_on(desk, disclaimer=disclaimer)
    revision = article.save_revision()
    wording = disclaimer.wordings.get()
    wording.text = "<p>After.</p>"

    errors = at_once(wording.save, revision.publish)

    forget()
    text = ArticlePage.objects.get(pk=article.pk).wording.text
    assert text == ("<p>Before.</p>" if errors else "<p>After.</p>")
