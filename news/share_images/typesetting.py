"""Words set in the font that comes with the project (Source Serif Pro, under the OFL)."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache

from font_source_serif_pro import font_files_ttf
from PIL import ImageFont

BOLD = "SourceSerifProBold"
SEMIBOLD = "SourceSerifProSemibold"
REGULAR = "SourceSerifPro"
ELLIPSIS = "…"
# A code point that no font has: what is drawn for it is drawn for every missing one.
NOWHERE = "\U0010fffe"


@lru_cache(maxsize=64)
def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """The font in a size, in pixels."""
    return ImageFont.truetype(font_files_ttf[name], size)


def printable(text: str) -> str:
    """The text on one line as the font can draw it; empty where letters of it are missing.

    Signs that are no letters (emoji, arrows) are left out where the font lacks them; a word of
    which letters are missing would be another word, so then nothing is printed.
    """
    kept = []
    for character in unicodedata.normalize("NFC", " ".join(text.split())):
        category = unicodedata.category(character)
        # Control and format characters, and what makes an emoji of a sign.
        if category in ("Cc", "Cf", "Cn", "Co", "Cs") or 0xFE00 <= ord(character) <= 0xFE0F:
            continue
        if has_glyph(character):
            kept.append(character)
        elif not category.startswith("S"):
            return ""
    return " ".join("".join(kept).split())


@lru_cache(maxsize=4096)
def has_glyph(character: str) -> bool:
    """Whether the font can draw it."""
    if character.isspace():
        return True
    drawn, missing = (font(BOLD, 32).getmask(each) for each in (character, NOWHERE))
    return (drawn.size, bytes(drawn)) != (missing.size, bytes(missing))


def fitted(
    text: str, name: str, sizes: Sequence[int], width: int, height: int, leading: float
) -> tuple[int, list[str]]:
    """The largest of the sizes at which the text fits into width and height, and its lines.

    Where it fits at none, it ends with an ellipsis at the smallest. `leading` is the distance of
    lines, in the font's size.
    """
    lines: list[str] = []
    for size in sizes:
        length = font(name, size).getlength
        rows = int(height // (size * leading))
        lines = balanced(text, length, width)
        is_broken = any(length(word) > width for word in text.split())
        if len(lines) <= rows and (not is_broken or size == sizes[-1]):
            return size, lines
    return sizes[-1], _shortened(lines[:rows], length, width)


def balanced(text: str, length: Callable[[str], float], width: float) -> list[str]:
    """The text in as few lines as fit, all about equally long."""
    lines = wrapped(text, length, width)
    narrow, wide = width / 2, float(width)
    while len(lines) > 1 and wide - narrow > 1:
        middle = (narrow + wide) / 2
        if len(wrapped(text, length, middle)) > len(lines):
            narrow = middle
        else:
            wide = middle
    return wrapped(text, length, wide)


def wrapped(text: str, length: Callable[[str], float], width: float) -> list[str]:
    """The text in lines no wider than this; only a word too long for a line is broken."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if length(longer) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = _broken(word, length, width)
        lines += whole
    return [*lines, line] if line else lines


def _broken(word: str, length: Callable[[str], float], width: float) -> list[str]:
    parts = [""]
    for character in word:
        if parts[-1] and length(parts[-1] + character) > width:
            parts.append("")
        parts[-1] += character
    return parts


def _shortened(lines: list[str], length: Callable[[str], float], width: float) -> list[str]:
    *others, last = lines
    while last and length(last + ELLIPSIS) > width:
        last = last[:-1]
    return [*others, last.rstrip(" ,.;:–-") + ELLIPSIS]
