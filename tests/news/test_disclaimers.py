"""Disclaimers: what they say when, and what no longer changes."""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse

from news.models import Disclaimer, DisclaimerWording, NewsDeskPage
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
# Where its wording comes into use with it: a desk alone has taken none.
in_every_text = pytest.mark.parametrize("use", [use_under_article, use_within_text])
in_every_use = pytest.mark.parametrize("use", [use_on_desk, use_under_article, use_within_text])


@pytest.fixture
def disclaimer(db: None) -> Disclaimer:
    """A disclaimer nobody uses."""
    return DisclaimerFactory.create(text="First.")


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


@in_every_text
def test_wording_on_an_article_neither_changes_nor_goes(
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


def test_wording_that_stood_on_an_article_does_not_change_either(
    desk: NewsDeskPage, disclaimer: Disclaimer
) -> None:
    article = ArticlePageFactory.create(parent=desk, disclaimer=disclaimer)
    article.disclaimer = None
    article.save()
    before = disclaimer.wordings.get()
    before.text = "<p>Changed.</p>"

    with pytest.raises(ValidationError, match="cannot be changed"):
        before.save()


def test_wording_no_article_has_taken_may_change_beside_one_in_use(
    desk: NewsDeskPage, disclaimer: Disclaimer
) -> None:
    use_under_article(disclaimer, desk)
    planned = wording(disclaimer, datetime.date(2999, 1, 1), "Planned.")
    planned.text = "<p>Changed.</p>"

    planned.save()
    planned.delete()

    assert disclaimer.wordings.get().number == 1


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


def form(disclaimer: Disclaimer, *wordings: dict[str, Any], kept: int = -1) -> dict[str, Any]:
    """The editor's form: so many wordings that there are (all), changed as told, then new ones."""
    known = list(disclaimer.wordings.all()) if disclaimer.pk else []
    known = known if kept < 0 else known[len(known) - kept :]
    data: dict[str, Any] = {
        "name": disclaimer.name,
        "wordings-TOTAL_FORMS": len(wordings),
        "wordings-INITIAL_FORMS": len(known),
    }
    for number, changes in enumerate(wordings):
        each = known[number] if number < len(known) else None
        data |= {
            f"wordings-{number}-id": each.pk if each else "",
            f"wordings-{number}-in_force_from": each.in_force_from if each else MAY,
            f"wordings-{number}-text": rich(each.text if each else "<p>Another.</p>"),
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


@in_every_text
def test_editor_is_told_at_the_wording_that_came_into_use_meanwhile(
    edith: Client, desk: NewsDeskPage, disclaimer: Disclaimer, use: Use
) -> None:
    use(disclaimer, desk)

    changed = edith.post(edit(disclaimer), form(disclaimer, {"text": rich("<p>Changed.</p>")}))
    dropped = edith.post(edit(disclaimer), form(disclaimer, {"DELETE": "1"}, {}))

    for response, message in (
        (changed, "This wording is in use and cannot be changed. Please add a new one."),
        (dropped, "A wording in use cannot be deleted: it stands on articles"),
    ):
        assert response.status_code == 200
        assert message in html.unescape(response.content.decode())
    assert disclaimer.wordings.get().text == "<p>First.</p>"


def test_wordings_in_use_are_only_shown_and_the_others_can_be_changed(
    edith: Client, desk: NewsDeskPage, disclaimer: Disclaimer
) -> None:
    for _ in range(2):
        use_under_article(disclaimer, desk)
    wording(disclaimer, datetime.date(2999, 1, 1), "Planned.")

    page = edith.get(edit(disclaimer)).content.decode()

    assert "No. 1, in force from January 1, 2001" in page
    assert re.search(r"First\..*?<td>2</td>", page, re.DOTALL)
    assert 'name="wordings-INITIAL_FORMS" value="1"' in page
    assert "No. 2" not in page
    # What "Add wording" begins with.
    assert "Planned." in page.partition("wordings-__prefix__-text")[2]


def new(text: str = "Another.", day: datetime.date = MAY) -> dict[str, Any]:
    """A wording that is added."""
    return {"text": rich(f"<p>{text}</p>"), "in_force_from": day}


def test_editor_adds_a_wording_that_no_article_waits_for(
    edith: Client, desk: NewsDeskPage, disclaimer: Disclaimer
) -> None:
    use_on_desk(disclaimer, desk)

    assert edith.post(edit(disclaimer), form(disclaimer, {}, new())).status_code == 302

    assert [each.number for each in disclaimer.wordings.all()] == [1, 2]


@pytest.mark.parametrize("answer", ["keep", "move"])
def test_editor_who_adds_a_wording_is_asked_what_of_the_articles(
    edith: Client, desk: NewsDeskPage, disclaimer: Disclaimer, answer: str
) -> None:
    use_on_desk(disclaimer, desk)
    article = ArticlePageFactory.create(parent=desk)
    data = form(disclaimer, new(), kept=0)

    asked = edith.post(edit(disclaimer), data)
    told = html.unescape(asked.content.decode())
    assert "One article has the wording of January 1, 2001 and keeps it." in told
    assert "Articles published from now on take the new one." in told
    assert disclaimer.wordings.get_queryset().count() == 1

    sent = dict(asked.context["sent"])
    assert {name: str(value) for name, value in data.items()} == sent
    assert edith.post(edit(disclaimer), sent | {"existing": answer}).status_code == 302

    assert disclaimer.wordings.get_queryset().count() == 2
    shown = {"keep": "First.", "move": "Another."}[answer]
    assert shown in edith.get(article.url).content.decode()


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (datetime.date(2999, 1, 1), "Articles published from January 1, 2999 on take the new one."),
        (datetime.date(2000, 1, 1), "No article takes the new one"),
    ],
)
def test_articles_cannot_be_moved_to_a_wording_that_is_not_in_force(
    edith: Client, desk: NewsDeskPage, disclaimer: Disclaimer, day: datetime.date, told: str
) -> None:
    use_under_article(disclaimer, desk)

    asked = edith.post(edit(disclaimer), form(disclaimer, new(day=day), kept=0))

    assert told in asked.content.decode()
    assert 'value="move"' not in asked.content.decode()


def test_new_name_alone_is_saved_without_a_question(
    edith: Client, desk: NewsDeskPage, disclaimer: Disclaimer
) -> None:
    use_under_article(disclaimer, desk)
    disclaimer.name = "Renamed"

    assert edith.post(edit(disclaimer), form(disclaimer, kept=0)).status_code == 302
    assert Disclaimer.objects.get(pk=disclaimer.pk).name == "Renamed"


def test_editor_drops_a_wording_that_nobody_uses(edith: Client, disclaimer: Disclaimer) -> None:
    response = edith.post(edit(disclaimer), form(disclaimer, {"DELETE": "1"}, {}))

    assert response.status_code == 302
    assert "Another." in disclaimer.wordings.get().text


def test_second_desk_protects_its_disclaimer_too(home_page: Any, disclaimer: Disclaimer) -> None:
    NewsDeskPageFactory(parent=home_page, disclaimer=disclaimer)

    assert disclaimer.is_in_use


def test_form_for_a_new_disclaimer_begins_with_one_empty_wording(edith: Client, db: None) -> None:
    page = edith.get(reverse("wagtailsnippets_news_disclaimer:add")).content.decode()

    assert 'name="wordings-TOTAL_FORMS" value="1"' in page
    assert "wordings-0-text" in page
    assert "Wordings in use" not in page
