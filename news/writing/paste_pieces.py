"""What is left of pasted text: pieces (paragraphs, headings, items of lists) of runs of text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import Enum
from html import escape

from news.writing.paste_styles import Look

NO_BREAK_SPACE = "\u00a0"
# Seen by nobody and in the way of search: soft hyphens, zero-width marks, what turns the direction
# of writing over, control characters. The joiners that some scripts are written with stay.
INVISIBLE = re.compile(
    "[\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\ufffc"
    "\u0000-\u0008\u000e-\u001f\u007f-\u009f\ud800-\udfff]"
)
BLANKS = re.compile(r"[ \t\r\f\v\u00a0]+")
# Where one no-break space is typography: “5 km”, “« Oui »”, “Vraiment ?”.
BOUND_BEFORE = re.compile(r"[0-9«]$")
BOUND_AFTER = re.compile(r"^[»:;?!%€]")
BULLET = re.compile(r"^\s*[·•▪‣◦●○■\uf0b7\uf0a7-]\s+|^\s*[·•▪‣◦●○■\uf0b7\uf0a7]\s*")
NUMBER = re.compile(r"^\s*\(?(?:[0-9]{1,3}|[a-z]|[ivx]{1,5})[.)]\s+", re.IGNORECASE)


class Kind(Enum):
    """What a piece is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"


@dataclass(frozen=True)
class Run:
    """Text of one look; a line break within a piece is the text "\\n"."""

    text: str
    look: Look = field(default_factory=Look)


@dataclass(frozen=True)
class Piece:
    """A paragraph, a heading or an item of a list, as it stood where it was copied."""

    kind: Kind = Kind.PARAGRAPH
    runs: tuple[Run, ...] = ()
    # A heading's level from 1 to 6, an item's depth from 0.
    level: int = 0
    ordered: bool = False
    # Which blockquote it stands in, from 1, if any; and whether it says whose words these are.
    quoted: int = 0
    credit: bool = False

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(run.text for run in self.runs)


def tidied(piece: Piece) -> Piece:
    """The piece with single blanks, none at its ends, and without what nobody sees."""
    runs: list[Run] = []
    for run in _joined(piece.runs):
        text = _blanks(INVISIBLE.sub("", run.text))
        text = re.sub(r" ?\n ?", "\n", text)
        if not runs:
            text = text.lstrip()
        elif runs[-1].text[-1] in " \n":
            text = text.lstrip(" ")
        if text:
            runs.append(Run(text, run.look))
    while runs and not runs[-1].text.strip():
        runs.pop()
    if runs:
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip())
    return replace(piece, runs=tuple(runs))


def without_start(piece: Piece, length: int) -> Piece:
    """The piece without so many characters at its start."""
    runs: list[Run] = []
    for run in piece.runs:
        cut = min(length, len(run.text))
        length -= cut
        if run.text[cut:]:
            runs.append(replace(run, text=run.text[cut:]))
    return replace(piece, runs=tuple(runs))


def as_rich_text(pieces: Iterable[Piece]) -> str:
    """Paragraphs and lists as the editor keeps them; headings have blocks of their own."""
    parts: list[str] = []
    lists: list[str] = []
    for piece in pieces:
        if piece.kind is not Kind.ITEM:
            parts += _ends(lists, 0)
            parts.append(f"<p>{_inner(piece)}</p>")
            continue
        # One level deeper at a time: an item can only stand under another.
        depth = min(piece.level + 1, len(lists) + 1)
        tag = "ol" if piece.ordered else "ul"
        parts += _ends(lists, depth)
        if len(lists) == depth and lists[-1] != tag:
            parts += _ends(lists, depth - 1)
        if len(lists) == depth:
            parts.append("</li>")
        else:
            lists.append(tag)
            parts.append(f"<{tag}>")
        parts.append(f"<li>{_inner(piece)}")
    parts += _ends(lists, 0)
    return "".join(parts)


def _ends(lists: list[str], depth: int) -> Iterator[str]:
    """Close the lists deeper than this."""
    while len(lists) > depth:
        yield f"</li></{lists.pop()}>"


def _inner(piece: Piece) -> str:
    return "".join(_marked_up(run) for run in piece.runs)


def _marked_up(run: Run) -> str:
    html = escape(run.text, quote=False).replace("\n", "<br/>")
    if not run.text.strip():
        return html
    look = run.look
    for tag, is_set in (
        (look.raised, look.raised),
        ("i", look.italic),
        ("b", look.bold),
    ):
        html = f"<{tag}>{html}</{tag}>" if is_set else html
    return f'<a href="{escape(look.href)}">{html}</a>' if look.href else html


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Neighbours of one look as one, so that blanks between them are seen together."""
    joined: list[list[str]] = []
    looks: list[Look] = []
    for run in runs:
        if looks and looks[-1] == run.look:
            joined[-1].append(run.text)
        else:
            joined.append([run.text])
            looks.append(run.look)
    return [Run("".join(texts), look) for texts, look in zip(joined, looks, strict=True)]


def _blanks(text: str) -> str:
    """Runs of blanks as one; a single no-break space stays where it is meant."""

    def blank(found: re.Match[str]) -> str:
        start, end = found.span()
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        is_bound = BOUND_BEFORE.search(before) or BOUND_AFTER.search(after)
        return NO_BREAK_SPACE if found[0] == NO_BREAK_SPACE and is_bound else " "

    return BLANKS.sub(blank, text)
