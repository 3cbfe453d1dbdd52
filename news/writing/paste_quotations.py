"""Recognise quotations with their speakers in pasted text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.blocks.text import QUOTATION_MARKS
from news.writing.paste_pieces import Kind, Piece

# What the fields of a quotation hold.
LONGEST_NAME = 255
# A speaker is a name, not a sentence.
MOST_WORDS_OF_A_NAME = 6
# Marks that the site adds by itself; others, such as „…“, are kept as they were written.
USUAL_MARKS = {"“", '"'}
CLOSERS = {opener: {closer} for opener, closer in QUOTATION_MARKS.items()}
CLOSERS["„"] |= {"”"}

_SAYING = (
    "said|says|told us|tells us|explained|explains|added|adds|recalled|recalls|remembered|remembers"
    "|wrote|writes|asked|asks|argued|argues|noted|notes|thinks|believes|replied|replies"
    "|according to|in the words of"
    "|sagt|sagte|erzählt|erzählte|erklärt|erklärte|meint|meinte|schreibt|schrieb|berichtet|so"
    "|dit|a dit|explique|raconte|estime|selon"
)
BY_SAYING = re.compile(rf"^\s*,?\s*(?:{_SAYING})\s+(?P<who>.+?)\s*[.]?\s*$", re.IGNORECASE)
BY_NAME_SAYING = re.compile(
    rf"^\s*,?\s*(?P<name>[^,]+?)\s+(?:{_SAYING})\s*(?P<rest>,.+?)?\s*[.]?\s*$", re.IGNORECASE
)
BY_DASH = re.compile(r"^\s*(?:[–—―‒-]{1,2}|~)\s*(?P<who>\S.*?)\s*$", re.DOTALL)
BY_BRACKETS = re.compile(r"^\s*[(\[](?P<who>[^()\[\]]+)[)\]]\s*[.]?\s*$")
BEFORE_COLON = re.compile(r"^(?P<who>[^:“„«»\"]{2,300}):\s*(?=[“„«»\"])")


@dataclass(frozen=True)
class Speaker:
    """Who said it, and who that is."""

    name: str
    description: str = ""


@dataclass(frozen=True)
class Quotation:
    """What was said, and by whom where that was recognised."""

    words: str
    speaker: Speaker | None = None


def speaker_from(text: str) -> Speaker | None:
    """The speaker that “Maren Holt, librarian” names; None where this is not one.

    The description begins after the first comma.
    """
    name, _, description = " ".join(text.split()).strip(" .,;–—-").partition(",")
    name, description = name.strip(), description.strip()
    is_name = (
        0 < len(name.split()) <= MOST_WORDS_OF_A_NAME
        and len(name) <= LONGEST_NAME
        and len(description) <= LONGEST_NAME
        and not re.search(r"[“”„«»\"!?]", name)
        and name[0].isalpha()
    )
    return Speaker(name, description) if is_name else None


def quotation_from(text: str) -> Quotation | None:
    """The one quotation that a line consists of, with its speaker or alone; else None."""
    text = text.strip()
    if before := BEFORE_COLON.match(text):
        quoted = _quoted(text[before.end() :])
        speaker = speaker_from(before["who"])
        if quoted and speaker and not quoted[1].strip(" ."):
            return Quotation(quoted[0], speaker)
    quoted = _quoted(text)
    if not quoted:
        return None
    words, rest = quoted
    if not rest.strip(" .,"):
        return Quotation(words)
    speaker = _speaker_after(rest)
    return Quotation(words, speaker) if speaker else None


def _speaker_after(rest: str) -> Speaker | None:
    """The speaker whom the words after a quotation name."""
    for pattern in (BY_DASH, BY_BRACKETS, BY_SAYING):
        if found := pattern.match(rest):
            return speaker_from(found["who"])
    if found := BY_NAME_SAYING.match(rest):
        return speaker_from(found["name"] + (found["rest"] or ""))
    # On a line of its own, or after a comma, a name needs no sign.
    return speaker_from(rest) if rest.lstrip(" ").startswith(("\n", ",")) else None


def _quoted(text: str) -> tuple[str, str] | None:
    """What stands within the marks that the text begins with, and what comes after them."""
    closers = CLOSERS.get(text[:1])
    if not closers:
        return None
    ends = [position for closer in closers if (position := text.rfind(closer, 1)) > 1]
    if not ends:
        return None
    end = max(ends)
    inner = text[1:end].strip()
    words = inner.removesuffix(",").strip()
    if not words or _is_two(text[0], text[end], inner):
        return None
    return (words if text[0] in USUAL_MARKS else f"{text[0]}{words}{text[end]}"), text[end + 1 :]


def _is_two(opener: str, closer: str, inner: str) -> bool:
    """Whether the marks enclose more than one quotation: “one,” she said, “and two”."""
    if opener == closer:
        return opener in inner
    depth = 0
    for character in inner:
        if character == closer:
            depth -= 1
        elif character == opener:
            depth += 1
        if depth < 0:
            return True
    return False


def quotations_at(pieces: Sequence[Piece], start: int) -> tuple[list[Quotation], int]:
    """The quotations that follow one another from here on, and the first piece after them.

    Headings end a run. A speaker may stand in a paragraph below, or in a blockquote's credit.
    """
    found: list[Quotation] = []
    position = start
    while position < len(pieces):
        quotation, length = _next(pieces, position)
        if not quotation:
            break
        found.append(quotation)
        position += length
    return found, position


def _next(pieces: Sequence[Piece], position: int) -> tuple[Quotation | None, int]:
    """The quotation that begins at this piece, and of how many pieces it consists."""
    piece = pieces[position]
    if piece.kind is Kind.HEADING or piece.credit:
        return None, 0
    length = 1
    if piece.quoted:
        while position + length < len(pieces) and _continues(piece, pieces[position + length]):
            length += 1
    text = "\n".join(each.text for each in pieces[position : position + length])
    quotation = quotation_from(text)
    if quotation is None and piece.quoted:
        quotation = _credited(text)
    if quotation is None or quotation.speaker:
        return quotation, length
    if position + length < len(pieces) and (speaker := _credit(pieces[position + length])):
        return Quotation(quotation.words, speaker), length + 1
    return quotation, length


def _continues(piece: Piece, following: Piece) -> bool:
    """Whether what follows is one more paragraph of the same quotation in the same blockquote."""
    is_another = following.text[:1] in CLOSERS and piece.text[:1] in CLOSERS
    return following.quoted == piece.quoted and not is_another and _credit(following) is None


def _credited(text: str) -> Quotation:
    """A blockquote without marks; its last line may say who speaks."""
    words, _, last = text.rpartition("\n")
    if words and (found := BY_DASH.match(last)) and (speaker := speaker_from(found["who"])):
        return Quotation(words.strip(), speaker)
    return Quotation(text.strip())


def _credit(piece: Piece) -> Speaker | None:
    """Whom a paragraph below a quotation names, as its credit or after a dash."""
    found = BY_DASH.match(piece.text)
    if piece.kind is Kind.HEADING or not (found or piece.credit):
        return None
    return speaker_from(found["who"] if found else piece.text)
