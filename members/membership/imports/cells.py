"""What a row says of a member, and what is wrong with it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from core.validators import no_hidden_characters
from members.membership.imports.columns import Column
from members.models import User
from members.models.memberships import NAME_LENGTH, NOTES_LENGTH, NUMBER_LENGTH

EMAIL_LENGTH = 254
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_PARTS = re.compile(r"(\d{1,2})\s*([./-])\s*(\d{1,2})\s*[./-]\s*(\d{2}|\d{4})\.?")
# A day as spreadsheet programs count: days since the end of 1899.
_COUNTED = re.compile(r"\d{5}")
_FIRST_DAY = datetime.date(1899, 12, 30)
_YEARS = range(1900, 2200)
# Of years written with two digits: so many years ahead are taken for the future.
_AHEAD = 30


class Problem(Exception):  # noqa: N818 -- not an error of ours: something that is told
    """A row cannot be imported; the message says why and what to do."""


@dataclass(frozen=True)
class Reading:
    """How the cells of a list are to be read."""

    columns: Sequence[str]
    is_month_first: bool = False


@dataclass
class Wanted:
    """What a row says. Only what its cells hold is in `values`: an empty cell changes nothing."""

    email: str
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def number(self) -> str:
        """The member number, if there is one."""
        return str(self.values.get("number", ""))


def keys_of(cells: Sequence[str], reading: Reading) -> tuple[str, str]:
    """By what the row's member is known, the address in small letters and the number."""
    named = _named(cells, reading)
    email, number = named.get(Column.EMAIL, ""), named.get(Column.NUMBER, "")
    return _address(email).lower()[:EMAIL_LENGTH], number[:NUMBER_LENGTH]


def read(cells: Sequence[str], reading: Reading) -> Wanted:
    """What the row says, or Problem."""
    named = _named(cells, reading)
    for column, text in named.items():
        if text.startswith("="):
            raise Problem(
                _("“%(column)s” holds a formula. Copy the column and paste its values instead.")
                % {"column": Column(column).label}
            )
    wanted = Wanted(_checked_address(named.get(Column.EMAIL, "")))
    _put(wanted, "name", _name(named), NAME_LENGTH, Column.NAME)
    _put(wanted, "number", named.get(Column.NUMBER, ""), NUMBER_LENGTH, Column.NUMBER)
    _put(wanted, "notes", named.get(Column.NOTES, ""), NOTES_LENGTH, Column.NOTES, lines=True)
    for column in (Column.SINCE, Column.ENDS_ON):
        if text := named.get(column, ""):
            wanted.values[column.value] = _date(text, column, is_month_first=reading.is_month_first)
    since, ends_on = wanted.values.get("since"), wanted.values.get("ends_on")
    if since and ends_on and ends_on < since:
        raise Problem(_("The membership ends before it begins. Please look at both dates."))
    return wanted


def _named(cells: Sequence[str], reading: Reading) -> dict[str, str]:
    return {
        column: cell
        for column, cell in zip(reading.columns, cells, strict=False)
        if column and cell
    }


def _address(text: str) -> str:
    """Without what mail programs put round it: Anna <anna@example.org>, mailto:…"""
    text = text.strip().removeprefix("mailto:")
    found = re.fullmatch(r"[^<>]*<([^<>]+)>", text)
    return (found[1] if found else text).strip()


def _checked_address(text: str) -> str:
    address = _address(text)
    if not address:
        raise Problem(_("There is no e-mail address. Without one nobody can sign in."))
    try:
        validate_email(address)
    except ValidationError:
        raise Problem(
            _("“%(address)s” is no e-mail address. Please correct it.") % {"address": address[:100]}
        ) from None
    if len(address) > EMAIL_LENGTH:
        raise Problem(_("The e-mail address is too long. Please correct it."))
    return User.objects.normalize_email(address)


def _name(named: dict[str, str]) -> str:
    if whole := named.get(Column.NAME):
        return whole
    if turned := named.get(Column.REVERSED):
        surname, _comma, first = turned.partition(",")
        return " ".join(f"{first} {surname}".split())
    parts = (named.get(Column.FIRST_NAME, ""), named.get(Column.SURNAME, ""))
    return " ".join(" ".join(parts).split())


def _put(
    wanted: Wanted, name: str, text: str, length: int, column: Column, *, lines: bool = False
) -> None:
    if not text:
        return
    told = {"column": column.label, "most": length}
    if len(text) > length:
        raise Problem(_("“%(column)s” is longer than %(most)d letters. Please shorten it.") % told)
    try:
        no_hidden_characters(" ".join(text.split()) if lines else text)
    except ValidationError:
        raise Problem(
            _("“%(column)s” holds characters that cannot be seen. Please type it anew.") % told
        ) from None
    wanted.values[name] = text


def _date(text: str, column: Column, *, is_month_first: bool) -> datetime.date:
    try:
        return _as_date(text.strip(), is_month_first=is_month_first)
    except ValueError:
        raise Problem(
            _("“%(column)s”: “%(text)s” is no date. Write it like 31.12.2026 or 2026-12-31.")
            % {"column": column.label, "text": text[:50]}
        ) from None


def _as_date(text: str, *, is_month_first: bool) -> datetime.date:
    if found := _ISO.fullmatch(text):
        day = datetime.date(int(found[1]), int(found[2]), int(found[3]))
    elif found := _PARTS.fullmatch(text):
        first, second, year = int(found[1]), int(found[3]), _year(found[4])
        # Points and hyphens stand after days wherever they are in use.
        turned = is_month_first and found[2] == "/"
        day = datetime.date(year, *((first, second) if turned else (second, first)))
    elif _COUNTED.fullmatch(text):
        day = _FIRST_DAY + datetime.timedelta(days=int(text))
    else:
        raise ValueError(text)
    if day.year not in _YEARS:
        raise ValueError(text)
    return day


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    latest = datetime.date.today().year + _AHEAD
    return year + 2000 if year + 2000 <= latest else year + 1900
