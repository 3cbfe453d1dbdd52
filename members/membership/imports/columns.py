"""What the columns of a list mean, guessed from their headings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _


class Column(models.TextChoices):
    """What a column can hold."""

    EMAIL = "email", _("E-mail address")
    NAME = "name", _("Name")
    REVERSED = "reversed", _("Name, the surname first (“Miller, Anna”)")
    SURNAME = "surname", _("Surname")
    FIRST_NAME = "first_name", _("First name")
    NUMBER = "number", _("Member number")
    SINCE = "since", _("Member since")
    ENDS_ON = "ends_on", _("Ends on")
    NOTES = "notes", _("Notes")


# How associations head them, in small letters without marks and spaces.
_HEADINGS: dict[str, tuple[str, ...]] = {
    Column.EMAIL: (
        *("email", "emailaddress", "mail", "emailadresse", "mailadresse", "address", "eaddress"),
        *("courriel", "adressemail", "adresseemail", "correo", "correoelectronico", "epost"),
    ),
    Column.NAME: (
        *("name", "fullname", "member", "membername", "displayname", "mitglied", "vollername"),
        *("nomcomplet", "nombrecompleto"),
    ),
    Column.REVERSED: ("surnamefirstname", "namevorname", "nachnamevorname", "lastnamefirstname"),
    Column.SURNAME: (
        *("surname", "lastname", "familyname", "nachname", "familienname", "nom"),
        *("apellido", "apellidos", "achternaam", "cognome"),
    ),
    Column.FIRST_NAME: (
        *("firstname", "forename", "givenname", "vorname", "prenom", "nombre", "voornaam", "nome"),
    ),
    Column.NUMBER: (
        *("number", "no", "nr", "memberno", "membernumber", "memberid", "membershipnumber", "id"),
        *("mitgliedsnummer", "mitgliednr", "mitgliedsnr", "mitgliedernummer", "nummer", "numero"),
    ),
    Column.SINCE: (
        *("since", "membersince", "joined", "joinedon", "joindate", "datejoined", "entry", "start"),
        *("beginn", "eintritt", "eintrittsdatum", "mitgliedseit", "seit", "adhesion", "startdate"),
    ),
    Column.ENDS_ON: (
        *("ends", "endson", "enddate", "end", "until", "expires", "expiry", "expirydate", "leaves"),
        *("validuntil", "paiduntil", "renewaldate", "austritt", "austrittsdatum", "ende", "bis"),
        *("gultigbis", "mitgliedbis", "fin", "echeance"),
    ),
    Column.NOTES: (
        *("notes", "note", "remarks", "remark", "comment", "comments", "bemerkung", "bemerkungen"),
        *("notiz", "notizen", "anmerkung", "anmerkungen", "remarque", "remarques"),
    ),
}
_MEANING = {heading: column for column, headings in _HEADINGS.items() for heading in headings}
_ONE_COMMA = re.compile(r"[^,]+,\s*[^,]+")
_SLASHED = re.compile(r"\s*(\d{1,2})/(\d{1,2})/(\d{2}|\d{4})\s*")


def guess(headings: Sequence[str], sample: Sequence[Sequence[str]]) -> list[str]:
    """What each column means, as far as its heading and its first cells tell; each at most once."""
    guessed: list[str] = []
    for place, heading in enumerate(headings):
        meaning = _MEANING.get(_plain(heading), "")
        cells = [row[place] for row in sample if place < len(row) and row[place]]
        if not meaning and cells and all("@" in cell for cell in cells):
            meaning = Column.EMAIL
        if meaning == Column.NAME and cells and all(map(_ONE_COMMA.fullmatch, cells)):
            meaning = Column.REVERSED
        guessed.append("" if meaning in guessed else str(meaning))
    return _names_in_parts(guessed)


def _names_in_parts(guessed: list[str]) -> list[str]:
    """ "Name" beside "First name" is the surname."""
    if Column.FIRST_NAME in guessed and Column.SURNAME not in guessed and Column.NAME in guessed:
        guessed[guessed.index(Column.NAME)] = str(Column.SURNAME)
    return guessed


def months_come_first(sample: Sequence[Sequence[str]]) -> bool:
    """Whether dates with slashes can only be meant as month/day/year."""
    dates = [found for row in sample for cell in row if (found := _SLASHED.fullmatch(cell))]
    return any(int(found[2]) > 12 for found in dates) and all(
        int(found[1]) <= 12 for found in dates
    )


def _plain(heading: str) -> str:
    decomposed = unicodedata.normalize("NFKD", heading.casefold())
    return "".join(letter for letter in decomposed if letter.isascii() and letter.isalnum())
