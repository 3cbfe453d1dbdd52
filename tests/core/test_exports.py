"""No cell of any export is run as a formula."""

from __future__ import annotations

import csv
import datetime
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from core.exports import csv_cell, xlsx_cell
from members.models import User
from news.models import NewsDeskPage
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
    address = reverse("desk_reports:by_source")

    content = b"".join(client.get(address, {"export": "csv"}).streaming_content)
    ((_month, name, _number),) = list(csv.reader(StringIO(content.decode(), newline="")))[1:]
    assert name == f"'{text}"

    content = b"".join(client.get(address, {"export": "xlsx"}).streaming_content)
    sheet = load_workbook(BytesIO(content)).active
    assert sheet
    cell = sheet["B2"]
    assert cell.data_type == "s"
    assert str(cell.value).strip() == text.strip()


def test_wagtails_own_reports_hold_none_either(
    client: Client, desk: NewsDeskPage, superuser: User
) -> None:
    ArticlePageFactory(parent=desk, title="=1+1", slug="hostile")
    client.force_login(superuser)

    response = client.get(reverse("wagtailadmin_reports:site_history"), {"export": "csv"})

    lines = b"".join(response.streaming_content).decode()
    assert ",'=1+1," in lines
    assert ",=1+1," not in lines
