"""Pasted HTML as blocks of an article's body.

One paste becomes several blocks: running text stays together in paragraphs, headings become blocks
of their own. What looks like a list of quotations or of links is only counted, for the editor to
decide; the same HTML is turned into the other blocks on request.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Any

from news.writing.paste_html import pieces_of
from news.writing.paste_links import FoundLink, links_at
from news.writing.paste_pieces import Kind, Piece, as_rich_text
from news.writing.paste_quotations import Quotation, quotations_at

PULL_QUOTES = "pull_quotes"
CASE_STUDY_LINKS = "case_study_links"
TURNS = (PULL_QUOTES, CASE_STUDY_LINKS)
# One alone may well be meant as part of the text.
FEWEST = 2
# What the blocks hold (news.blocks).
MOST = 50
LONGEST_HEADING = 255

# A block's name, and its value as the body takes it.
Block = tuple[str, Any]


@dataclass(frozen=True)
class Pasted:
    """The blocks, and of how many parts those consist that could be made of some of the text."""

    blocks: list[Block]
    offers: dict[str, int]


@dataclass(frozen=True)
class _Stretch:
    """Pieces from `start` to before `end` that say the same kind of thing."""

    turn: str
    start: int
    end: int
    parts: tuple[Any, ...]


def blocks_from(html: str, turned: Set[str] = frozenset()) -> Pasted:
    """What the pasted HTML says as blocks; `turned` names which of TURNS the editor asked for.

    Raises TooMuchToPasteError.
    """
    pieces = pieces_of(html)
    offers: Counter[str] = Counter()
    blocks: list[Block] = []
    position = 0
    for stretch in _stretches(pieces):
        if stretch.turn not in turned:
            offers[stretch.turn] += len(stretch.parts)
            continue
        blocks += _as_text(pieces[position : stretch.start], _top_level(pieces))
        blocks += _turned(stretch, _heading_taken_from(blocks))
        position = stretch.end
    blocks += _as_text(pieces[position:], _top_level(pieces))
    return Pasted(blocks, dict(offers))


def _stretches(pieces: Sequence[Piece]) -> Iterator[_Stretch]:
    """Where quotations with speakers, or links, follow one another."""
    position = 0
    while position < len(pieces):
        links, after_links = links_at(pieces, position)
        quotations, after_quotations = quotations_at(pieces, position)
        if len(links) >= FEWEST:
            yield _Stretch(CASE_STUDY_LINKS, position, after_links, tuple(links))
            position = after_links
        elif sum(1 for each in quotations if each.speaker) >= FEWEST:
            yield _Stretch(PULL_QUOTES, position, after_quotations, tuple(quotations))
            position = after_quotations
        else:
            # What is too short from here is too short from within as well.
            position = max(after_quotations, after_links, position + 1)


def _as_text(pieces: Sequence[Piece], top: int) -> list[Block]:
    """Paragraphs and headings."""
    blocks: list[Block] = []
    running: list[Piece] = []
    for piece in pieces:
        text = " ".join(piece.text.split())
        if piece.kind is not Kind.HEADING or len(text) > LONGEST_HEADING:
            running.append(piece)
            continue
        if running:
            blocks.append(("paragraph", as_rich_text(running)))
            running = []
        blocks.append(("heading", {"text": text, "level": "h2" if piece.level <= top else "h3"}))
    return [*blocks, ("paragraph", as_rich_text(running))] if running else blocks


def _top_level(pieces: Sequence[Piece]) -> int:
    """The lowest level that becomes a section: a page's title is one beside its sections."""
    levels = [piece.level for piece in pieces if piece.kind is Kind.HEADING]
    return max(2, min(levels, default=2))


def _heading_taken_from(blocks: list[Block]) -> str:
    """The heading right above, which belongs to what follows: quotations and links have one."""
    if blocks and blocks[-1][0] == "heading":
        return str(blocks.pop()[1]["text"])
    return ""


def _turned(stretch: _Stretch, heading: str) -> Iterator[Block]:
    """The stretch as the block it was recognised as; as several where there are too many parts."""
    name, value_of = _FORMS[stretch.turn]
    for number, parts in enumerate(_in_groups(stretch.parts)):
        value = {"heading": "" if number else heading, name: [value_of(part) for part in parts]}
        yield stretch.turn, value


def _in_groups(parts: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(parts), MOST):
        yield parts[start : start + MOST]


def _quotation_value(quotation: Quotation) -> dict[str, str]:
    speaker = quotation.speaker
    return {
        "quotation": quotation.words,
        "speaker": speaker.name if speaker else "",
        "speaker_description": speaker.description if speaker else "",
    }


def _link_value(link: FoundLink) -> dict[str, str]:
    return {"label": link.label, "address": link.address, "description": link.description}


_FORMS: dict[str, tuple[str, Callable[[Any], dict[str, str]]]] = {
    PULL_QUOTES: ("quotations", _quotation_value),
    CASE_STUDY_LINKS: ("links", _link_value),
}
