"""Read lists of members: as associations keep them, and as somebody means harm."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from members.membership.imports import reading
from members.membership.imports.cells import Problem, Reading, Wanted, read
from members.membership.imports.columns import Column, guess, months_come_first
from members.membership.imports.reading import Unreadable, beginning_of, rows_of
from tests.members.membership import lists
from tests.members.membership.lists import ROWS, csv_of, xlsx_of, xlsx_with


def texts(content: bytes) -> list[list[str]]:
    """The cells of the rows."""
    return [row.cells for row in rows_of(content)]


EXPECTED = [[str(cell) for cell in row if cell] for row in ROWS]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_is_read_however_it_was_saved(delimiter: str, encoding: str) -> None:
    assert texts(csv_of(ROWS, delimiter=delimiter, encoding=encoding)) == EXPECTED


def test_xlsx_is_read() -> None:
    assert texts(xlsx_of(ROWS)) == EXPECTED


def test_csv_may_name_its_delimiter_and_quote_its_cells() -> None:
    content = b'sep=,\r\nName,Email\r\n"Miller, Anna","anna@example.org"\r\n\r\n,\r\n"a\nb",c@d.org'

    rows = list(rows_of(content))

    assert [row.cells for row in rows] == [
        *(["Name", "Email"], ["Miller, Anna", "anna@example.org"], ["a\nb", "c@d.org"]),
    ]
    assert [row.number for row in rows] == [2, 3, 6]


def test_list_of_addresses_alone_needs_no_heading() -> None:
    headings, sample = beginning_of(b"anna@example.org\ncan@example.org\n")

    assert headings == ["Column A"]
    assert [row.cells for row in sample] == [["anna@example.org"], ["can@example.org"]]
    assert guess(headings, [row.cells for row in sample]) == [Column.EMAIL]


def read_whole(content: bytes) -> None:
    """As an import does: the beginning when it is uploaded, all of it by the worker."""
    beginning_of(content)
    list(rows_of(content))


BAD: dict[str, Any] = {
    "nothing": lambda: b"",
    "blanks": lambda: b"\n;;\n",
    "headings alone": lambda: b"Name;Email\n",
    "a picture": lambda: b"\x89PNG\r\n\x1a\n\0\0\0",
    "no zip archive": lambda: b"PK\x03\x04 and no more",
    "cut off": lambda: xlsx_of(ROWS)[:-200],
    "a quotation mark too few": lambda: b'Name;Email\n"' + b"x" * 200_000,
    "a document type": lambda: xlsx_with(lists.with_document_type),
    "a hidden document type": lambda: xlsx_with(lists.with_hidden_document_type),
    "a bomb": lambda: xlsx_with(lists.unpacking_to_much),
    "too large": lambda: b"x" * (reading.MOST_BYTES + 1),
    "too many columns": lambda: b";".join([b"x"] * 200),
    "too many columns in a workbook": lambda: xlsx_of([["x"] * 200]),
    "too many rows": lambda: b"a@example.org\n" * (reading.MOST_ROWS + 2),
    "a cell too long": lambda: b"a@example.org;" + b"x" * (reading.CELL_LENGTH + 1),
    "a text in every cell": lambda: lists.with_one_text_in_every_cell(400, "x" * 10_000),
    "a long text of blanks": lambda: lists.with_one_text_in_every_cell(2, "x" + " " * 20_000 + "x"),
    "another archive": lambda: xlsx_with(lambda name, content: b"<x/>"),
}


@pytest.mark.parametrize("make", BAD.values(), ids=BAD.keys())
def test_file_that_is_no_list_is_refused_with_a_reason(make: Callable[[], bytes]) -> None:
    content = make()
    began = time.monotonic()

    with pytest.raises(Unreadable) as refusal:
        read_whole(content)

    assert str(refusal.value).endswith((".", "?"))
    assert time.monotonic() - began < 20


def test_much_text_is_refused_before_it_is_in_memory() -> None:
    content = lists.with_one_text_in_every_cell(400, "x" * 10_000)
    assert len(content) < 20_000
    rows: list[list[str]] = []

    with pytest.raises(Unreadable, match="20 million letters"):
        rows.extend(row.cells for row in rows_of(content))

    assert 0 < sum(len(cell) for cells in rows for cell in cells) <= reading.MOST_LETTERS


def test_row_that_claims_to_be_far_off_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LAST_ROW", 1_000)
    began = time.monotonic()

    assert texts(xlsx_with(lists.claiming_many_rows)) == EXPECTED[:2]

    assert time.monotonic() - began < 5


# --- Columns --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headings", "row", "guessed"),
    [
        (ROWS[0], ROWS[1], ["surname", "first_name", "email", "number", "since", "ends_on"]),
        (["Name", "Vorname", "Mail"], ["M", "A", "a@b.de"], ["surname", "first_name", "email"]),
        (["Name", "E-mail address"], ["Miller, Anna", "a@b.org"], ["reversed", "email"]),
        (["Name", "E-mail"], ["Anna Miller", "a@b.org"], ["name", "email"]),
        (
            ["Member No.", "Paid until", "Contact"],
            ["1", "x", "a@b.org"],
            ["number", "ends_on", "email"],
        ),
        (["Nom", "Prénom", "Courriel"], ["M", "A", "a@b.fr"], ["surname", "first_name", "email"]),
        (["Email", "E-Mail", "Shoe size"], ["a@b.org", "", "42"], ["email", "", ""]),
    ],
)
def test_columns_are_guessed_from_their_headings(
    headings: list[str], row: list[str], guessed: list[str]
) -> None:
    assert guess(headings, [row]) == guessed


@pytest.mark.parametrize(
    ("dates", "first"),
    [(["12/31/2026"], True), (["31/12/2026", "12/31/2026"], False), (["03/04/2026"], False)],
)
def test_months_come_first_where_nothing_else_can_be_meant(dates: list[str], first: bool) -> None:
    assert months_come_first([dates]) is first


# --- Cells ----------------------------------------------------------------------------------------

ALL = Reading(list(Column))


def row_with(**cells: str) -> list[str]:
    """A row with these cells, and an address."""
    known = {"email": "anna@example.org"} | cells
    return [known.get(column.value, "") for column in Column]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31.12.2026", "2026-12-31"),
        ("1.2.26", "2026-02-01"),
        ("1. 2. 2026", "2026-02-01"),
        ("31/12/2026", "2026-12-31"),
        ("31-12-2026", "2026-12-31"),
        ("2026-12-31", "2026-12-31"),
        ("2026-12-31 00:00:00", "2026-12-31"),
        ("46387", "2026-12-31"),
        ("01.05.79", "1979-05-01"),
    ],
)
def test_dates_are_read_as_people_write_them(text: str, day: str) -> None:
    wanted = read(row_with(ends_on=text), ALL)

    assert wanted.values["ends_on"].isoformat() == day


def test_months_before_days_hold_for_slashes_alone() -> None:
    turned = Reading(list(Column), is_month_first=True)

    assert read(row_with(ends_on="12/31/2026"), turned).values["ends_on"].day == 31
    assert read(row_with(ends_on="31.12.2026"), turned).values["ends_on"].day == 31


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        ({"name": "Anna Miller"}, "Anna Miller"),
        ({"reversed": "Miller, Anna"}, "Anna Miller"),
        ({"reversed": "Miller"}, "Miller"),
        ({"surname": "Miller", "first_name": "Anna"}, "Anna Miller"),
        ({"surname": "Miller"}, "Miller"),
    ],
)
def test_names_are_put_together(cells: dict[str, str], name: str) -> None:
    assert read(row_with(**cells), ALL).values["name"] == name


@pytest.mark.parametrize(
    "address", ["Anna@EXAMPLE.org", "Anna <Anna@example.org>", "mailto:Anna@example.org"]
)
def test_address_is_freed_from_what_is_round_it(address: str) -> None:
    assert read(row_with(email=address), ALL) == Wanted("Anna@example.org")


@pytest.mark.parametrize(
    "cells",
    [
        {"email": ""},
        {"email": "anna at example.org"},
        {"email": "a@example.org, b@example.org"},
        {"email": "=HYPERLINK(A1)"},
        {"name": "=A1&B1"},
        {"name": "x" * 151},
        {"name": "a\u202eb"},
        {"number": "1" * 51},
        {"notes": "a\x07b"},
        {"ends_on": "31.02.2026"},
        {"ends_on": "soon"},
        {"ends_on": "01.01.0026"},
        {"since": "1850-01-01"},
        {"since": "2026-01-02", "ends_on": "2026-01-01"},
    ],
    ids=str,
)
def test_row_with_a_mistake_is_told_what_to_do(cells: dict[str, str]) -> None:
    with pytest.raises(Problem) as problem:
        read(row_with(**cells), ALL)

    assert str(problem.value).endswith(".")


def test_dates_of_spreadsheet_programs_are_read() -> None:
    rows = texts(xlsx_of(lists.DATES_OF_PROGRAMS))

    wanted = read(rows[1], Reading(guess(rows[0], rows[1:])))

    assert [str(wanted.values[name]) for name in ("since", "ends_on")] == [
        *("2020-02-01", "2041-12-31"),
    ]
