"""Colours that can be read: contrast by WCAG 2.2, and the nearest colour that has enough of it.

Nearness is measured in OKLCH, a space in which equal steps look equal: hue stays, only lightness
changes, and as little as needed. Where the screen has no colour that light or dark and as vivid,
the vividness gives way.

The paper of the site stands here for Python and in site.css for browsers; a test compares them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import atan2, cos, hypot, sin

# WCAG 1.4.3 for text, 1.4.11 for graphics.
TEXT_CONTRAST = 4.5
GRAPHIC_CONTRAST = 3.0
# The accent in the dark is nobody's own choice: it may as well be comfortable (WCAG 1.4.6).
COMFORTABLE_CONTRAST = 7.0
# How finely lightness (0 to 1) is searched; finer than eight bits of a channel tell apart.
_STEPS = 500

Triple = tuple[float, float, float]


@dataclass(frozen=True)
class Colour:
    """A colour of the screen, its channels 0 to 255."""

    red: int
    green: int
    blue: int

    @property
    def code(self) -> str:
        """As style sheets write it: `#8c2f1b`."""
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"


def parse(text: str) -> Colour:
    """The colour of a code of three or six digits, with or without `#`. Raises ValueError."""
    found = re.fullmatch(r"#?([0-9a-f]{3}|[0-9a-f]{6})", text.strip(), re.IGNORECASE | re.ASCII)
    if not found:
        raise ValueError(text)
    digits = found[1] if len(found[1]) == 6 else "".join(each * 2 for each in found[1])
    return Colour(*(int(digits[place : place + 2], 16) for place in (0, 2, 4)))


ACCENT = parse("#8c2f1b")
# What text stands on: the paper, and the tint of notes and messages.
LIGHT = (parse("#fbfaf7"), parse("#f1eee6"))
DARK = (parse("#16171a"), parse("#1f2125"))


def luminance(colour: Colour) -> float:
    """How much light the colour gives, 0 to 1 (WCAG's relative luminance)."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """From 1 (no difference) to 21 (black on white)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def lowest_contrast(colour: Colour, grounds: Iterable[Colour]) -> float:
    """The contrast on the ground where it is lowest."""
    return min(contrast(colour, ground) for ground in grounds)


@lru_cache(maxsize=256)
def nearest_readable(colour: Colour, grounds: tuple[Colour, ...], minimum: float) -> Colour:
    """The colour itself where it has this contrast on all grounds, else the nearest that has.

    The grounds must be alike enough for black or white to be read on all of them; else ValueError.
    """
    if lowest_contrast(colour, grounds) >= minimum:
        return colour
    lightness, chroma, hue = _to_oklch(colour)
    for step in range(1, _STEPS + 1):
        for moved in (lightness - step / _STEPS, lightness + step / _STEPS):
            candidate = _from_oklch(min(max(moved, 0.0), 1.0), chroma, hue)
            if lowest_contrast(candidate, grounds) >= minimum:
                return candidate
    raise ValueError(f"Nothing can be read on {[ground.code for ground in grounds]}.")


def _linear(colour: Colour) -> Triple:
    red, green, blue = (_LINEAR[each] for each in (colour.red, colour.green, colour.blue))
    return red, green, blue


_LINEAR = [
    each / 255 / 12.92 if each / 255 <= 0.04045 else ((each / 255 + 0.055) / 1.055) ** 2.4
    for each in range(256)
]


def _to_oklch(colour: Colour) -> Triple:
    """Lightness, chroma and hue (radians), by Björn Ottosson's matrices."""
    red, green, blue = _linear(colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return lightness, hypot(a, b), atan2(b, a)


def _from_oklch(lightness: float, chroma: float, hue: float) -> Colour:
    """The colour of the screen with this lightness and hue, as vivid as asked or as there is."""
    channels = _channels(lightness, chroma, hue)
    if not _is_on_screen(channels):
        possible, impossible = 0.0, chroma
        for _ in range(16):
            tried = (possible + impossible) / 2
            if _is_on_screen(_channels(lightness, tried, hue)):
                possible = tried
            else:
                impossible = tried
        channels = _channels(lightness, possible, hue)
    return Colour(*(_to_byte(each) for each in channels))


def _channels(lightness: float, chroma: float, hue: float) -> Triple:
    """Linear red, green and blue; outside 0 to 1 where the screen has no such colour."""
    a, b = chroma * cos(hue), chroma * sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _is_on_screen(channels: Triple) -> bool:
    return all(-0.0001 <= each <= 1.0001 for each in channels)


def _to_byte(channel: float) -> int:
    channel = min(max(channel, 0.0), 1.0)
    encoded = 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055
    return round(encoded * 255)
