"""Disclaimers: what they say when, and what no longer changes."""

from __future__ import annotations

import datetime
import html
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse

from members.models import User
from news.models import ArticlePage, Disclaimer, DisclaimerWording, NewsDeskPage
from tests.factories import ArticlePageFactory, DisclaimerFactory, NewsDeskPageFactory

MAY, JUNE, JULY = (datetime.date(2024, month, 1) for month in (5, 6, 7))
DAY = datetime.timedelta(days=1)


def wording(disclaimer: Disclaimer, day: datetime.date, text: str) -> DisclaimerWording:
    """Add a wording in force from a day on."""
    text = f"<p>{text}</p>"
    return DisclaimerWording.objects.create(disclaimer=disclaimer, in_force_from=day, text=text)


def use_on_desk(disclaimer: Disclaimer, desk: NewsDeskPage) -> None:
    """Let it stand under all articles of the desk."""
    desk.disclaimer = disclaimer
    desk.save()


def use_under_article(disclaimer: Disclaimer, desk: NewsDeskPage) -> None:
    """Let it stand under one article."""
    ArticlePageFactory(parent=desk, disclaimer=disclaimer)


def use_within_text(disclaimer: Disclaimer, desk: NewsDeskPage) -> None:
    """Let it stand within one article's text."""
    ArticlePageFactory(parent=desk, body=[{"type": "disclaimer", "value": disclaimer.pk}])


Use = Callable[[Disclaimer, NewsDeskPage], None]
in_every_use = pytest.mark.parametrize("use", [use_on_desk, use_under_article, use_within_text])


@pytest.fixture
def disclaimer(db: None) -> Disclaimer:
    """A disclaimer nobody uses."""
    return DisclaimerFactory.create(text="First.")


@pytest.fixture
def edith(client: Client, editor: User) -> Client:
    """An editor's browser."""
    client.force_login(editor)
    return client


def test_wordings_are_numbered_in_the_order_of_writing(db: None) -> None:
    one, other = Disclaimer.objects.create(name="One"), Disclaimer.objects.create(name="Other")

    numbers = [wording(one, day, "x").number for day in (JULY, MAY, JUNE)]

    assert numbers == [1, 2, 3]
    assert wording(other, MAY, "x").number == 1
    assert str(one.wordings.all()[1]) == "wording of May 1, 2024"


def test_newest_wording_in_force_on_the_day_counts(db: None) -> None:
    disclaimer = Disclaimer.objects.create(name="Dated")
    july, may, june, june_again = (wording(disclaimer, day, "x") for day in (JULY, MAY, JUNE, JUNE))

    said = {day: disclaimer.wording_on(day) for day in (MAY - DAY, MAY, JUNE - DAY, JUNE, JULY)}

    assert said == {
        MAY - DAY: None,
        MAY: may,
        JUNE - DAY: may,
        JUNE: june_again,
        JULY: july,
    }
    assert disclaimer.wording_on() == july
    assert june != june_again


def test_desks_disclaimer_stands_under_articles_that_name_no_other(
    client: Client, desk: NewsDeskPage, disclaimer: Disclaimer
) -> None:
    plain = ArticlePageFactory(parent=desk)
    other = ArticlePageFactory(parent=desk, disclaimer=disclaimer)
    standing = "Sharing an article does not mean"

    assert standing in client.get(plain.url).content.decode()
    page = client.get(other.url).content.decode()
    assert "First." in page
    assert standing not in page


def test_new_wording_is_shown_at_once(
    client: Client, desk: NewsDeskPage, disclaimer: Disclaimer
) -> None:
    use_on_desk(disclaimer, desk)
    article = ArticlePageFactory(parent=desk)
    assert "First." in client.get(article.url).content.decode()

    wording(disclaimer, MAY, "Second.")
    wording(disclaimer, datetime.date(2999, 1, 1), "Not yet.")

    page = client.get(article.url).content.decode()
    assert "Second." in page
    assert "First." not in page
    assert "Not yet." not in page


@in_every_use
def test_wording_in_use_neither_changes_nor_goes(
    desk: NewsDeskPage, disclaimer: Disclaimer, use: Use
) -> None:
    use(disclaimer, desk)
    kept = disclaimer.wordings.get()
    changed, moved = (DisclaimerWording.objects.get(pk=kept.pk) for _ in range(2))
    changed.text = "<p>Changed.</p>"
    moved.in_force_from = JULY

    for each in (changed, moved):
        with pytest.raises(ValidationError, match="cannot be changed"):
            each.save()
    with pytest.raises(ProtectedError), transaction.atomic():
        kept.delete()
    with pytest.raises(ProtectedError), transaction.atomic():
        DisclaimerWording.objects.filter(pk=kept.pk).delete()

    after = DisclaimerWording.objects.get(pk=kept.pk)
    assert (after.text, after.in_force_from) == (kept.text, kept.in_force_from)
    after.save()


def test_wording_that_nobody_uses_may_change_and_go(disclaimer: Disclaimer) -> None:
    kept = disclaimer.wordings.get()
    kept.text = "<p>Changed.</p>"
    kept.save()
    assert DisclaimerWording.objects.get(pk=kept.pk).text == "<p>Changed.</p>"

    kept.delete()
    disclaimer.delete()
    assert not Disclaimer.objects.filter(pk=disclaimer.pk).exists()


@in_every_use
@pytest.mark.parametrize("in_bulk", [True, False])
def test_disclaimer_in_use_is_kept_and_the_editor_told(
    edith: Client, desk: NewsDeskPage, disclaimer: Disclaimer, use: Use, in_bulk: bool
) -> None:
    use(disclaimer, desk)
    url = reverse("wagtailsnippets_news_disclaimer:delete", args=[disclaimer.pk])
    if in_bulk:
        bulk = reverse("wagtail_bulk_action", args=["news", "disclaimer", "delete"])
        url = f"{bulk}?id={disclaimer.pk}"

    for response in (edith.get(url, follow=True), edith.post(url, follow=True)):
        assert response.status_code == 200
        assert "is in use on the desk and cannot be deleted" in response.content.decode()
    with pytest.raises(ProtectedError), transaction.atomic():
        disclaimer.delete()
    assert Disclaimer.objects.filter(pk=disclaimer.pk).exists()


def test_disclaimer_that_a_migration_put_on_the_desk_counts_as_in_use(
    edith: Client, desk: NewsDeskPage
) -> None:
    standing = desk.disclaimer
    assert standing
    assert standing.is_in_use

    url = reverse("wagtailsnippets_news_disclaimer:delete", args=[standing.pk])
    assert "cannot be deleted" in edith.post(url, follow=True).content.decode()


def test_disclaimer_that_nobody_uses_is_deleted_after_being_asked(
    edith: Client, disclaimer: Disclaimer
) -> None:
    url = reverse("wagtailsnippets_news_disclaimer:delete", args=[disclaimer.pk])

    assert "Are you sure" in edith.get(url).content.decode()
    assert edith.post(url).status_code == 302
    assert not Disclaimer.objects.filter(pk=disclaimer.pk).exists()


def test_disclaimer_within_a_text_is_protected_also_without_a_wording(desk: NewsDeskPage) -> None:
    empty = Disclaimer.objects.create(name="Empty")
    use_within_text(empty, desk)

    with pytest.raises(ProtectedError), transaction.atomic():
        empty.delete()


def test_unsaved_disclaimer_is_not_in_use() -> None:
    assert not Disclaimer(name="New").is_in_use


def form(disclaimer: Disclaimer, *wordings: dict[str, Any]) -> dict[str, Any]:
    """The editor's form: the wordings there are, changed as asked for, then new ones."""
    kept = list(disclaimer.wordings.all()) if disclaimer.pk else []
    data: dict[str, Any] = {
        "name": disclaimer.name,
        "wordings-TOTAL_FORMS": len(wordings),
        "wordings-INITIAL_FORMS": len(kept),
    }
    for number, changes in enumerate(wordings):
        known = kept[number] if number < len(kept) else None
        data |= {
            f"wordings-{number}-id": known.pk if known else "",
            f"wordings-{number}-in_force_from": known.in_force_from if known else MAY,
            f"wordings-{number}-text": rich(known.text if known else "<p>Another.</p>"),
        }
        data |= {f"wordings-{number}-{name}": value for name, value in changes.items()}
    return data


def rich(text: str) -> str:
    """A text as the editor's browser sends it."""
    from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

    return ContentstateConverter(features=["bold", "italic", "link"]).from_database_format(text)


def edit(disclaimer: Disclaimer) -> str:
    """Where it is edited."""
    return reverse("wagtailsnippets_news_disclaimer:edit", args=[disclaimer.pk])


def test_editor_makes_a_disclaimer_with_a_wording(edith: Client, db: None) -> None:
    add = reverse("wagtailsnippets_news_disclaimer:add")

    assert edith.post(add, form(Disclaimer(name="Fresh"), {})).status_code == 302
    assert Disclaimer.objects.get(name="Fresh").wordings.get().text.endswith("Another.</p>")

    refused = edith.post(add, form(Disclaimer(name="Empty")))
    assert refused.status_code == 200
    assert not Disclaimer.objects.filter(name="Empty").exists()


@in_every_use
def test_editor_is_told_at_the_wording_that_it_cannot_change(
    edith: Client, desk: NewsDeskPage, disclaimer: Disclaimer, use: Use
) -> None:
    use(disclaimer, desk)

    changed = edith.post(edit(disclaimer), form(disclaimer, {"text": rich("<p>Changed.</p>")}))
    dropped = edith.post(edit(disclaimer), form(disclaimer, {"DELETE": "1"}, {}))

    for response, message in (
        (changed, "This wording is in use and cannot be changed. Please add a new one."),
        (dropped, "A wording of a disclaimer in use cannot be deleted: it stands under articles."),
    ):
        assert response.status_code == 200
        assert message in html.unescape(response.content.decode())
    assert disclaimer.wordings.get().text == "<p>First.</p>"


def test_editor_adds_a_wording_to_a_disclaimer_in_use(
    edith: Client, desk: NewsDeskPage, disclaimer: Disclaimer
) -> None:
    use_on_desk(disclaimer, desk)

    assert edith.post(edit(disclaimer), form(disclaimer, {}, {})).status_code == 302

    assert [each.number for each in disclaimer.wordings.all()] == [1, 2]
    assert ArticlePage.objects.count() == 0


def test_editor_drops_a_wording_that_nobody_uses(edith: Client, disclaimer: Disclaimer) -> None:
    response = edith.post(edit(disclaimer), form(disclaimer, {"DELETE": "1"}, {}))

    assert response.status_code == 302
    assert "Another." in disclaimer.wordings.get().text


def test_second_desk_protects_its_disclaimer_too(home_page: Any, disclaimer: Disclaimer) -> None:
    NewsDeskPageFactory(parent=home_page, disclaimer=disclaimer)

    assert disclaimer.is_in_use
