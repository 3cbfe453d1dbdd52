"""Recognise runs of links in pasted text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from news.writing.paste_pieces import Kind, Piece
from news.writing.paste_styles import address

# What the fields of a link hold.
LONGEST_LABEL, LONGEST_DESCRIPTION, LONGEST_ADDRESS = 255, 500, 2048
# How much of a line the link has to be where no sign sets it off from what is said about it.
MOSTLY = 0.6
SEPARATOR = re.compile(r"^\s*[-–—:,(|]\s*|^\s*\n\s*")
BARE = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
TRAILING = ".,;:!?)]}»”"


@dataclass(frozen=True)
class FoundLink:
    """A link with what a line says about it."""

    address: str
    label: str = ""
    description: str = ""


def link_from(piece: Piece) -> FoundLink | None:
    """The one link that a line mostly is; else None."""
    if piece.kind is Kind.HEADING:
        return None
    addresses = {run.look.href for run in piece.runs if run.look.href}
    if not addresses:
        return _bare_link(piece.text)
    href = addresses.pop()
    if addresses or not href.lower().startswith("http") or len(href) > LONGEST_ADDRESS:
        return None
    label = "".join(run.text for run in piece.runs if run.look.href)
    before, _, after = piece.text.partition(label)
    return _link(href, " ".join(label.split()), before, after)


def links_at(pieces: Sequence[Piece], start: int) -> tuple[list[FoundLink], int]:
    """The links that follow one another from here on, and the first piece after them."""
    found: list[FoundLink] = []
    position = start
    while position < len(pieces) and (link := link_from(pieces[position])):
        found.append(link)
        position += 1
    return found, position


def _bare_link(text: str) -> FoundLink | None:
    """An address written out, with what stands before or after it."""
    found = BARE.search(text)
    if not found:
        return None
    written = found[0].rstrip(TRAILING)
    href = address(written if "://" in written else f"https://{written}")
    if not href or len(href) > LONGEST_ADDRESS:
        return None
    before, _, after = text.partition(written)
    said = before.strip(" \n-–—:,(|")
    if said and not after.strip(f" {TRAILING}") and len(said) <= LONGEST_LABEL:
        return FoundLink(href, label=" ".join(said.split()))
    return _link(href, written, before, after)


def _link(href: str, label: str, before: str, after: str) -> FoundLink | None:
    """The link, unless the line says more than what the link is."""
    separator = SEPARATOR.match(after)
    rest = after[separator.end() :].removesuffix(")") if separator else after
    said = " ".join(f"{before} {rest}".split())
    description = said if said.strip(TRAILING) else ""
    is_most = len(label) >= MOSTLY * len(f"{before}{label}{after}".strip())
    is_set_off = bool(separator) and not before.strip()
    if not (is_most or is_set_off) or len(label) > LONGEST_LABEL:
        return None
    if len(description) > LONGEST_DESCRIPTION:
        return None
    return FoundLink(href, "" if BARE.fullmatch(label) else label, description)
