"""The accent colour as a small style sheet of its own, addressed by its content.

The address names the colour and the digest of the sheet made from it. Nothing is looked up: any
process makes the sheet anew from the colour, so that a page from a cache, one of another process
and an administrator's preview of a colour that is not saved yet all find theirs. There is nothing
to be gained by making addresses up: a sheet sets one colour, and only one that can be read.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse

from core.colours import (
    ACCENT,
    COMFORTABLE_CONTRAST,
    DARK,
    LIGHT,
    TEXT_CONTRAST,
    Colour,
    lowest_contrast,
    nearest_readable,
    parse,
)

# In the layer of site.css's own colours, so that paper (its layer "print") still has the last word.
_SHEET = """@layer tokens {{
:root {{ --accent: {light}; }}
@media (prefers-color-scheme: dark) {{ :root:not([data-theme="light"]) {{ --accent: {dark}; }} }}
:root[data-theme="dark"] {{ --accent: {dark}; }}
}}
"""
_DIGEST_LENGTH = 16


@dataclass(frozen=True)
class Sheet:
    """A style sheet and the digest of its content."""

    text: str
    digest: str

    @classmethod
    def of(cls, text: str) -> Sheet:
        """The sheet with this content."""
        return cls(text, hashlib.sha256(text.encode()).hexdigest()[:_DIGEST_LENGTH])


def is_readable(colour: Colour) -> bool:
    """Whether text in this colour, and text of the paper's colour on it, can be read."""
    return lowest_contrast(colour, LIGHT) >= TEXT_CONTRAST


def offered_for(colour: Colour) -> Colour:
    """The nearest colour that can be read."""
    return nearest_readable(colour, LIGHT, TEXT_CONTRAST)


@lru_cache(maxsize=64)
def sheet_for(code: str) -> Sheet | None:
    """The sheet of a colour; None for what is no colour or cannot be read.

    Computed from the code alone, so that it never goes stale.
    """
    try:
        colour = parse(code)
    except ValueError:
        return None
    if not is_readable(colour):
        return None
    dark = nearest_readable(colour, DARK, COMFORTABLE_CONTRAST)
    return Sheet.of(_SHEET.format(light=colour.code, dark=dark.code))


def address_of(code: str) -> str:
    """Where the colour's sheet is; empty where none is needed: without one of the site's own."""
    sheet = sheet_for(code)
    if sheet is None or parse(code) == ACCENT:
        return ""
    return reverse("home:accent", args=[parse(code).code[1:], sheet.digest])
