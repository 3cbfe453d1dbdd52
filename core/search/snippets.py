"""The piece of a text that shows why it was found, with the words marked.

Words are compared as the index compares them: without case and, as SQLite does, without accents.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from core.search.terms import Words

# In characters: how long a snippet is about, and how much of it stands before the first word.
LENGTH = 240
LEAD = 60
# Of a text longer than a book's chapter only the beginning is looked at.
LONGEST_TEXT = 100_000
MOST_MARKS = 500

# A word, with the accents that follow their letters in decomposed text.
TOKEN = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
# What Markdown puts before a line, and round the cells of a table.
SIGNS = re.compile(r"^[ \t]*(?:#{1,6} +|> ?|[*+-] +)+|^\| | \|$", re.MULTILINE)
CELLS = re.compile(r" \| | \|\n\| ")


@dataclass(frozen=True)
class Mark:
    """Where in a text a term was found."""

    start: int
    end: int
    term: int


def folded(word: str) -> str:
    """The word as it is compared."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def snippet(texts: Iterable[str], words: Words) -> SafeString:
    """From the first text that has any of the words; else the beginning of the last one."""
    plain = ""
    for text in texts:
        plain = readable(text) or plain
        marks = find_marks(plain, words)
        if marks:
            return _cut_out(plain, marks)
    return _cut_out(plain, [])


def marked(text: str, words: Words) -> SafeString:
    """The whole text, escaped, with the words marked."""
    return _with_marks(text, find_marks(text, words), 0, len(text))


def readable(text: str) -> str:
    """The text on one line and without Markdown's signs."""
    text = CELLS.sub(" · ", text[:LONGEST_TEXT])
    return " ".join(SIGNS.sub(" ", text).split())


def find_marks(text: str, words: Words) -> list[Mark]:
    """Where the terms stand, in order; phrases as a whole, beginnings as the words they begin."""
    tokens = [(match.start(), match.end(), folded(match[0])) for match in TOKEN.finditer(text)]
    by_first: dict[str, list[tuple[int, list[str]]]] = defaultdict(list)
    beginning, its_term = "", 0
    for number, term in enumerate(words.terms):
        sought = [folded(match[0]) for match in TOKEN.finditer(term.text)]
        if term.begins and len(sought) == 1:
            beginning, its_term = sought[0], number
        elif sought:
            by_first[sought[0]].append((number, sought))
    marks: list[Mark] = []
    for position, (start, end, word) in enumerate(tokens):
        for number, sought in by_first.get(word, ()):
            stretch = tokens[position : position + len(sought)]
            if [each for _, _, each in stretch] == sought:
                marks.append(Mark(start, stretch[-1][1], number))
        if beginning and word.startswith(beginning):
            marks.append(Mark(start, end, its_term))
        if len(marks) >= MOST_MARKS:
            break
    return list(_apart(marks))


def _apart(marks: Iterable[Mark]) -> Iterator[Mark]:
    """Without those that overlap an earlier or a longer one."""
    end = -1
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if mark.start >= end:
            yield mark
            end = mark.end


def _cut_out(text: str, marks: list[Mark]) -> SafeString:
    start, end = _stretch(text, _best(marks))
    return format_html(
        "{}{}{}",
        "… " if start else "",
        _with_marks(text, marks, start, end),
        " …" if end < len(text) else "",
    )


def _best(marks: list[Mark]) -> Mark:
    """Where the stretch with the most different terms, of these with the most marks, begins."""

    def worth(index: int) -> tuple[int, int]:
        limit = marks[index].start - LEAD + LENGTH
        inside = [mark.term for mark in marks[index : index + 50] if mark.end <= limit]
        return len(set(inside)), len(inside)

    # Of equals `max` takes the first. A text without marks is shown from its beginning.
    return marks[max(range(len(marks)), key=worth)] if marks else Mark(0, 0, 0)


def _stretch(text: str, best: Mark) -> tuple[int, int]:
    """From where to where; it begins and ends between words, and has the whole of the mark."""
    start = max(0, best.start - LEAD)
    if start:
        blank = text.find(" ", start, best.start)
        start = blank + 1 if blank >= 0 else best.start
    end = max(best.end, start + LENGTH)
    if end < len(text):
        blank = text.rfind(" ", best.end, end + 1)
        end = blank if blank > start else end
    return start, min(end, len(text))


def _with_marks(text: str, marks: Iterable[Mark], start: int, end: int) -> SafeString:
    parts = []
    done = start
    for mark in marks:
        if start <= mark.start and mark.end <= end:
            parts.append(escape(text[done : mark.start]))
            parts.append(format_html("<mark>{}</mark>", text[mark.start : mark.end]))
            done = mark.end
    parts.append(escape(text[done:end]))
    return format_html_join("", "{}", ((part,) for part in parts))
