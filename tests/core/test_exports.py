"""No cell of any export is run as a formula."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from core.exports import csv_cell, xlsx_cell
from members.models import User
from news.models import NewsDeskPage
from tests.exports import csv_rows, xlsx_cells
from tests.factories import ArticlePageFactory, SourceFactory

HOSTILE = ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "\n=1"]


@pytest.mark.parametrize("text", HOSTILE)
def test_cell_that_begins_like_a_formula_is_written_as_text(text: str) -> None:
    assert csv_cell(text) == f"'{text}"


@pytest.mark.parametrize("value", [-5, 0, 2.5, None, True, datetime.date(2015, 9, 21)])
def test_numbers_and_dates_stay_what_they_are(value: Any) -> None:
    assert csv_cell(value) == value
    assert xlsx_cell(value) == value


@pytest.mark.parametrize("text", ["The Post", "a=b", "2015-09", "", "’tis", "“-”"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert csv_cell(text) == xlsx_cell(text) == text


class Person:
    """Somebody whose name is made up."""

    def __str__(self) -> str:
        return '=HYPERLINK("http://evil.example")'


def test_what_is_no_text_is_written_as_text_as_well() -> None:
    view = SpreadsheetExportMixin()

    for value in (Person(), [Person()], ["=1", "2"]):
        assert view.preprocess_field_value("any", value, "csv").startswith("'=")


def test_characters_that_no_spreadsheet_can_hold_are_left_out() -> None:
    assert xlsx_cell("a\x00b\x0bc") == "abc"


@pytest.mark.parametrize("text", HOSTILE)
def test_report_holds_no_formula(
    client: Client, desk: NewsDeskPage, editor: User, text: str
) -> None:
    source = SourceFactory.create(name=text, slug="hostile")
    ArticlePageFactory(parent=desk, source=source)
    client.force_login(editor)
    address = reverse("news_reports:by_source")

    assert csv_rows(client, address)[1][1] == f"'{text}"
    cell = xlsx_cells(client, address)[1][1]
    assert cell.data_type == "s"
    assert str(cell.value).strip() == text.strip()


def test_wagtails_own_reports_hold_none_either(
    client: Client, desk: NewsDeskPage, superuser: User
) -> None:
    ArticlePageFactory(parent=desk, title="=1+1", slug="hostile")
    client.force_login(superuser)

    rows = csv_rows(client, reverse("wagtailadmin_reports:site_history"))

    assert [row[1] for row in rows if "1+1" in row[1]] == ["'=1+1"]
