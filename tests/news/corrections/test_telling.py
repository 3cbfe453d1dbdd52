"""A correction is told by publication, once, and kept ever after."""

from __future__ import annotations

import datetime
import html

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.models import PageLogEntry

from core.scheduling import publish_due
from members.models import User
from news.corrections.log_actions import TOLD
from news.corrections.telling import tell_correction
from news.models import ArticlePage, Correction
from tests.news.corrections.correcting import TODAY, WORDS, edit, publish, read, sent, told
from tests.news.deskwork import PUBLISH


def test_editor_tells_readers_by_publishing(edith: Client, article: ArticlePage) -> None:
    response = edith.post(edit(article), sent(article, correction=WORDS, **PUBLISH))

    assert response.status_code == 302
    page = read(article)
    assert 'href="#corrections">Corrected on <time datetime="2026-12-03">December 3, 2026<' in page
    assert (
        f'Correction, <time datetime="2026-12-03">December 3, 2026</time>:</strong> {WORDS}' in page
    )
    article.refresh_from_db()
    assert article.corrected_on == TODAY
    assert article.correction == ""


def test_saved_draft_tells_readers_nothing(edith: Client, article: ArticlePage) -> None:
    edith.post(edit(article), sent(article, correction=WORDS))

    assert "Correct" not in read(article)
    assert told(article) == []
    # It waits in the draft.
    assert WORDS in html.unescape(edith.get(edit(article)).content.decode())


def test_correction_is_told_once_however_often_it_is_published(
    edith: Client, article: ArticlePage
) -> None:
    publish(article)
    for _ in range(2):
        ArticlePage.objects.get().get_latest_revision().publish()
    edith.post(edit(article), sent(article, title="Again", **PUBLISH))

    assert told(article) == [WORDS]


def test_newest_correction_stands_first(
    article: ArticlePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(article)
    later = datetime.datetime(2026, 12, 9, 12, tzinfo=datetime.UTC)
    monkeypatch.setattr(timezone, "now", lambda: later)

    page = read(publish(article, correction="The mayor's name is Ada."))

    assert page.index("The mayor's name") < page.index(WORDS)
    assert 'Corrected on <time datetime="2026-12-09">' in page


def test_going_back_to_an_earlier_version_takes_no_correction_back(
    edith: Client, article: ArticlePage
) -> None:
    first = article.latest_revision
    publish(article, title="Corrected")

    edith.post(edit(article), sent(article, revision=first.pk, **PUBLISH))

    page = read(article)
    assert "Libraries stay open" in page
    assert WORDS in page


def test_version_that_was_published_with_it_does_not_tell_it_again(
    edith: Client, article: ArticlePage
) -> None:
    corrected = publish(article).live_revision
    publish(article, correction="", title="Later")
    revert = reverse("wagtailadmin_pages:revisions_revert", args=[article.pk, corrected.pk])

    assert edith.get(revert).context["form"]["correction"].value() == ""
    corrected.publish()

    assert told(article) == [WORDS]


def test_article_unpublished_meanwhile_is_corrected_when_it_comes_back(
    article: ArticlePage,
) -> None:
    article.unpublish()

    assert WORDS in read(publish(article))


def test_copy_starts_without(edith: Client, article: ArticlePage) -> None:
    publish(article)
    draft = ArticlePage.objects.get()
    draft.correction = "Not told yet."
    draft.save_revision()
    live, kept_back = (
        CopyPageAction(
            ArticlePage.objects.get(pk=article.pk),
            update_attrs={"slug": slug, "title": "Copy"},
            keep_live=keep_live,
        ).execute()
        for slug, keep_live in (("live", True), ("kept-back", False))
    )

    for copied in (live, kept_back):
        fresh = ArticlePage.objects.get(pk=copied.pk)
        assert fresh.corrected_on is None
        assert told(fresh) == []
        assert fresh.get_latest_revision_as_object().correction == ""
    assert WORDS not in read(live)
    page = edith.get(edit(kept_back)).content.decode()
    assert "panel-child-content-correction" not in page
    kept_back.get_latest_revision().publish()
    assert WORDS not in read(kept_back)


def test_scheduled_correction_is_told_on_the_day_it_goes_live(
    article: ArticlePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = timezone.now() + datetime.timedelta(days=2)
    publish(article, go_live_at=due)
    assert WORDS not in read(article)

    monkeypatch.setattr(timezone, "now", lambda: due)
    assert publish_due() == 1

    assert 'Corrected on <time datetime="2026-12-05">' in read(article)
    assert PageLogEntry.objects.get(action=TOLD).data == {"day": "2026-12-05", "text": WORDS}


def test_log_says_who_told_what(edith: Client, editor: User, article: ArticlePage) -> None:
    edith.post(edit(article), sent(article, correction=WORDS, **PUBLISH))

    entry = PageLogEntry.objects.get(action=TOLD)
    assert (entry.user, entry.page_id) == (editor, article.pk)
    assert str(entry.message) == f"Published the correction “{WORDS}”"
    history = edith.get(reverse("wagtailadmin_pages:history", args=[article.pk]))
    assert WORDS in html.unescape(history.content.decode())


def test_empty_line_cannot_be_stored(article: ArticlePage) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.create(article=article, day=TODAY, text="")


def test_last_day_is_right_also_after_two_people_published_at_once(article: ArticlePage) -> None:
    publish(article)
    # The second has just written the row as it was before the first.
    ArticlePage.objects.update(corrected_on=None)

    tell_correction(instance=ArticlePage.objects.get())

    assert ArticlePage.objects.get().corrected_on == TODAY
