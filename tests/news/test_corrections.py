"""Corrections of published articles: said in the form, told by publication, kept ever after."""

from __future__ import annotations

import datetime
import html
import json
from typing import Any

import feedparser
import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import PageLogEntry

from core.scheduling import publish_due
from members.models import User
from news.corrections.log_actions import TOLD, WITHDRAWN
from news.corrections.telling import tell_correction, withdraw
from news.models import ArticlePage, Correction, NewsDeskPage
from news.plain_version import article_in_markdown
from tests.factories import ArticlePageFactory, UserFactory
from tests.news.deskwork import PUBLISH, least
from tests.queries import queries_of

TODAY = datetime.date(2026, 12, 3)
WORDS = "An earlier version said nine libraries would close. It is seven."


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Thursday in December."""
    now = datetime.datetime(2026, 12, 3, 12, tzinfo=datetime.UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)


@pytest.fixture
def article(desk: NewsDeskPage) -> ArticlePage:
    """An article that readers have seen."""
    article: ArticlePage = ArticlePageFactory(
        parent=desk,
        title="Libraries stay open",
        slug="libraries-stay-open",
        body=[{"type": "paragraph", "value": "<p>Nine libraries would close.</p>"}],
    )
    article.save_revision().publish()
    return ArticlePage.objects.get()


def publish(article: ArticlePage, correction: str = WORDS, **changes: Any) -> ArticlePage:
    """Publish a new version with this correction."""
    version = ArticlePage.objects.get(pk=article.pk)
    version.correction = correction
    for name, value in changes.items():
        setattr(version, name, value)
    version.save_revision().publish()
    return ArticlePage.objects.get(pk=article.pk)


def read(article: ArticlePage) -> str:
    """The page as readers get it."""
    return html.unescape(Client().get(article.url).content.decode())


def edit(article: ArticlePage) -> str:
    """Where it is edited."""
    return reverse("wagtailadmin_pages:edit", args=[article.pk])


def sent(article: ArticlePage, **changed: Any) -> dict[str, Any]:
    """What the editor's browser sends of this article."""
    return least(source=article.source_id, **changed)


def told(article: ArticlePage) -> list[str]:
    """The words of its corrections."""
    return [each.text for each in article.corrections.all()]


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


def test_correction_stands_after_the_text_and_before_the_disclaimer(article: ArticlePage) -> None:
    page = read(publish(article))

    text = page.index('<div class="article-body')
    assert (
        page.index("Nine libraries", text)
        < page.index(WORDS, text)
        < page.index('class="disclaimer"')
    )


def test_article_without_correction_shows_none(article: ArticlePage) -> None:
    page = read(publish(article, correction="  \n "))

    assert "Correct" not in page
    assert not Correction.objects.exists()


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


def test_same_words_again_are_refused_at_the_field(edith: Client, article: ArticlePage) -> None:
    publish(article)

    response = edith.post(edit(article), sent(article, correction=f" {WORDS}\n", **PUBLISH))

    assert response.status_code == 200
    [message] = response.context["form"].errors["correction"]
    assert "exactly this since December 3, 2026" in message
    assert told(article) == [WORDS]


@pytest.mark.parametrize("words", ["x" * 501, "a\0b"])
def test_faulty_correction_is_named_and_kept(
    edith: Client, article: ArticlePage, words: str
) -> None:
    response = edith.post(edit(article), sent(article, correction=words))

    assert set(response.context["form"].errors) == {"correction"}
    assert response.context["form"]["correction"].value() == words


def test_article_that_was_never_public_has_nothing_to_correct(
    edith: Client, desk: NewsDeskPage
) -> None:
    draft = ArticlePageFactory(parent=desk, live=False, slug="libraries-stay-open")

    assert "panel-child-content-correction" not in edith.get(edit(draft)).content.decode()
    edith.post(edit(draft), sent(draft, correction=WORDS, **PUBLISH))

    assert WORDS not in read(draft)
    assert not Correction.objects.exists()


def test_panel_is_there_once_the_article_was_public(edith: Client, article: ArticlePage) -> None:
    page = html.unescape(edith.get(edit(article)).content.decode())
    assert "panel-child-content-correction" in page
    assert "Spelling mistakes need none." in page
    assert "Readers have been told" not in page

    publish(article)

    page = html.unescape(edith.get(edit(article)).content.decode())
    assert "Readers have been told" in page
    assert WORDS in page


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


def test_alias_shows_the_corrections_of_its_article(article: ArticlePage) -> None:
    publish(article)
    alias = CreatePageAliasAction(
        ArticlePage.objects.get(pk=article.pk), update_slug="alias"
    ).execute()
    assert WORDS in read(alias)

    publish(article, correction="The mayor's name is Ada.")

    page = read(alias)
    assert "The mayor's name is Ada." in page
    assert page.count(f"</strong> {WORDS}") == 1


def test_preview_shows_what_will_be_told(edith: Client, article: ArticlePage) -> None:
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[article.pk])
    edith.post(preview, sent(article, correction=WORDS))

    page = html.unescape(edith.get(preview, {"mode": ""}).content.decode())

    assert f"December 3, 2026</time>:</strong> {WORDS}" in page


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


@pytest.mark.parametrize("in_full", [True, False])
def test_feeds_say_what_changed_and_that_it_did(
    desk: NewsDeskPage, article: ArticlePage, in_full: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.feeds_in_full = in_full
    desk.save()
    before = {form: feed(form) for form in ("rss", "atom", "json")}
    later = datetime.datetime(2026, 12, 9, 12, tzinfo=datetime.UTC)
    monkeypatch.setattr(timezone, "now", lambda: later)
    publish(article)

    rss, atom = (feedparser.parse(feed(form)).entries[0] for form in ("rss", "atom"))
    item = json.loads(feed("json"))["items"][0]

    known = feedparser.parse(before["rss"]).entries[0]
    assert rss.id == known.id == atom.id == item["id"]
    assert rss.published == known.published
    assert rss.updated == atom.updated == item["date_modified"] == later.isoformat()
    for said in (str(rss), str(atom), item["content_html"]):
        assert WORDS in said
    assert f"Correction, December 9, 2026: {WORDS}" in item["content_text"]


def feed(form: str) -> str:
    """A feed of the desk."""
    return Client().get(f"/news-desk/feed/{form}/").content.decode()


def test_feed_costs_the_same_for_two_and_for_twelve_corrected(desk: NewsDeskPage) -> None:
    def cost(number: int) -> int:
        for _ in range(number):
            article = ArticlePageFactory(parent=desk, first_published_at=timezone.now())
            publish(article)
        return len(queries_of(Client(), "/news-desk/feed/atom/"))

    assert cost(2) == cost(10)


def test_machines_are_told(article: ArticlePage) -> None:
    publish(article)

    correction = f'"correction": [{{"@type": "CorrectionComment", "text": "{WORDS}", '
    assert f'{correction}"datePublished": "2026-12-03"}}]' in read(article)
    api = json.loads(Client().get(f"/api/v2/pages/{article.pk}/").content)
    assert api["corrected_on"] == "2026-12-03"
    assert api["corrections"] == [{"day": "2026-12-03", "text": WORDS}]


def test_plain_version_tells_before_the_disclaimer(article: ArticlePage) -> None:
    text = article_in_markdown(publish(article), "https://example.org/", "Us")

    assert f"---\n\nCorrection, December 3, 2026: {WORDS}\n\n" in text


def test_corrected_article_costs_readers_no_query_more(
    client: Client, article: ArticlePage
) -> None:
    before = queries_of(client, article.url)

    assert len(queries_of(client, publish(article).url)) == len(before) == 2


def test_hostile_words_are_shown_as_they_are(article: ArticlePage) -> None:
    publish(article, correction="</p><script>alert(1)</script>")

    page = Client().get(article.url).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_empty_line_cannot_be_stored(article: ArticlePage) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.create(article=article, day=TODAY, text="")


def test_last_day_is_right_also_after_two_people_published_at_once(article: ArticlePage) -> None:
    publish(article)
    # The second has just written the row as it was before the first.
    ArticlePage.objects.update(corrected_on=None)

    tell_correction(instance=ArticlePage.objects.get())

    assert ArticlePage.objects.get().corrected_on == TODAY


def withdrawal(article: ArticlePage) -> str:
    """Where its correction is withdrawn."""
    return reverse("news_corrections:withdraw", args=[article.corrections.get().pk])


def test_correction_is_withdrawn_with_a_reason_that_stays_in_the_log(
    edith: Client, editor: User, article: ArticlePage
) -> None:
    publish(article)
    address = withdrawal(article)

    asked = html.unescape(edith.get(address).content.decode())
    assert WORDS in asked
    assert Correction.objects.exists()
    refused = edith.post(address, {"reason": " "})
    assert "This field is required" in refused.content.decode()
    assert Correction.objects.exists()
    done = edith.post(address, {"reason": "Names a child."}, follow=True)

    assert "no longer told" in done.content.decode()
    assert "Correct" not in read(article)
    assert ArticlePage.objects.get().corrected_on is None
    entry = PageLogEntry.objects.get(action=WITHDRAWN)
    assert entry.user == editor
    assert entry.message == (f"Withdrew the correction “{WORDS}” of 2026-12-03: Names a child.")
    assert edith.post(address, {"reason": "Again."}).status_code == 404


def test_earlier_correction_stays_when_the_last_is_withdrawn(
    article: ArticlePage, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(article)
    later = datetime.datetime(2026, 12, 9, 12, tzinfo=datetime.UTC)
    monkeypatch.setattr(timezone, "now", lambda: later)
    publish(article, correction="Wrong itself.")

    withdraw(article.corrections.get(text="Wrong itself."), user=editor, reason="Wrong.")

    page = read(article)
    assert WORDS in page
    assert "Wrong itself." not in page
    assert ArticlePage.objects.get().corrected_on == TODAY


@pytest.mark.parametrize("groups", [["Members"], []])
def test_nobody_withdraws_who_could_not_publish(
    client: Client, article: ArticlePage, groups: list[str]
) -> None:
    publish(article)
    client.force_login(UserFactory.create(groups=groups))

    response = client.post(withdrawal(article), {"reason": "Because."})

    assert response.status_code in (302, 403)
    assert told(article) == [WORDS]


def test_locked_article_keeps_its_correction(
    edith: Client, administrator: User, article: ArticlePage
) -> None:
    publish(article)
    ArticlePage.objects.update(locked=True, locked_by=administrator)

    edith.post(withdrawal(article), {"reason": "Because."})

    assert told(article) == [WORDS]
