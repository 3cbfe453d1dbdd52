"""The source's date in the form: one field, kept in two, compared in words."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from news.models import ArticlePage, NewsDeskPage
from news.partial_dates import Precision
from tests.factories import ArticlePageFactory
from tests.news.deskwork import least


@pytest.mark.parametrize(
    ("typed", "machine"),
    [
        ("21.9.2015", "2015-09-21"),
        ("Sept 2015", "2015-09"),
        ("2015", "2015"),
        ("2015-09-21", "2015-09-21"),
        ("", ""),
    ],
)
def test_what_is_typed_says_how_much_is_known(
    edith: Client, add: str, typed: str, machine: str
) -> None:
    assert edith.post(add, least(source_published_on=typed)).status_code == 302

    assert ArticlePage.objects.get().source_date_for_machines == machine


def test_nonsense_is_refused_at_the_field_with_an_example(edith: Client, add: str) -> None:
    response = edith.post(add, least(source_published_on="31.2.2015"))

    assert "September 21, 2015" in str(response.context["form"].errors["source_published_on"])
    assert 'value="31.2.2015"' in response.content.decode()


@pytest.mark.parametrize(
    ("precision", "shown"),
    [("day", "September 1, 2015"), ("month", "September 2015"), ("year", "2015")],
)
def test_form_shows_the_date_in_words_and_saving_it_changes_nothing(
    edith: Client, desk: NewsDeskPage, precision: str, shown: str
) -> None:
    day = datetime.date(2015, 1 if precision == "year" else 9, 1)
    article = ArticlePageFactory(
        parent=desk, source_published_on=day, source_published_precision=precision
    )
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])

    page = edith.get(edit).content.decode()
    assert f'value="{shown}"' in page
    assert f"Will be shown as {shown}." in page

    edith.post(edit, least(slug=article.slug, source_published_on=shown))
    saved = ArticlePage.objects.get().get_latest_revision_as_object()
    assert (saved.source_published_on, saved.source_published_precision) == (day, precision)


def test_emptied_date_is_forgotten_with_its_precision(edith: Client, desk: NewsDeskPage) -> None:
    article = ArticlePageFactory(
        parent=desk,
        source_published_on=datetime.date(2015, 1, 1),
        source_published_precision=Precision.YEAR,
    )

    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    edith.post(edit, least(slug=article.slug, source_published_on=" "))

    saved = ArticlePage.objects.get().get_latest_revision_as_object()
    assert saved.source_published_on is None
    assert saved.source_published_precision == Precision.DAY


def test_comparison_of_versions_tells_how_much_is_known(edith: Client, desk: NewsDeskPage) -> None:
    article = ArticlePageFactory(parent=desk, source_published_on=datetime.date(2015, 1, 1))
    first = article.save_revision()
    article.source_published_precision = Precision.YEAR
    second = article.save_revision()

    page = edith.get(
        reverse("wagtailadmin_pages:revisions_compare", args=[article.pk, first.pk, second.pk])
    ).content.decode()

    assert "January 1, 2015" in page
    assert '<span class="deletion">January 1, 2015</span>' in page
    assert '<span class="addition">2015</span>' in page


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Sept 2015", {"words": "Will be shown as September 2015."}),
        ("3/4/2015", {"words": "Will be shown as March 4, 2015."}),
        ("", {"words": ""}),
    ],
)
def test_form_is_told_how_a_date_is_understood(
    edith: Client, text: str, answer: dict[str, str]
) -> None:
    assert edith.get(reverse("news_writing:read_date"), {"text": text}).json() == answer


def test_form_is_told_that_a_date_is_not_understood_or_to_come(edith: Client) -> None:
    ask = reverse("news_writing:read_date")
    next_year = datetime.date.today().year + 1

    assert "like “September 21, 2015”" in edith.get(ask, {"text": "soon"}).json()["error"]
    assert "still to come" in edith.get(ask, {"text": str(next_year)}).json()["words"]
