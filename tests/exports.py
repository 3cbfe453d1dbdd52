"""Read what the admin gives away as spreadsheets."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from typing import Any

from django.test import Client
from openpyxl import load_workbook

Rows = list[list[Any]]


def csv_rows(client: Client, address: str, **query: Any) -> Rows:
    """The rows of the CSV, its headings first."""
    text = _content(client, address, query | {"export": "csv"}).decode()
    return list(csv.reader(StringIO(text, newline="")))


def xlsx_cells(client: Client, address: str, **query: Any) -> Rows:
    """The cells of the XLSX, its headings first."""
    content = _content(client, address, query | {"export": "xlsx"})
    sheet = load_workbook(BytesIO(content)).active
    assert sheet
    return [list(row) for row in sheet.iter_rows()]


def _content(client: Client, address: str, query: dict[str, Any]) -> bytes:
    response: Any = client.get(address, query)
    assert response.status_code == 200
    return b"".join(response.streaming_content)
