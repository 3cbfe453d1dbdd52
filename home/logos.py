"""Whether a logo can be seen on the site's paper.

What counts is each part that stands by itself: a letter, a sign, or the box round all of them. A
part can be seen when some of it has the contrast that graphics need (WCAG 1.4.11): a white plate
with dark words on it can, and so can a pale crest with a dark outline; white words on nothing can
not, whatever colourful sign stands beside them.
"""

from __future__ import annotations

from collections.abc import Iterator

from PIL import Image

from core.colours import GRAPHIC_CONTRAST, Colour, contrast
from core.memory import remember
from core.models import DeskImage

# Twice the height it is shown at, for dense screens.
LOGO_FILTER = "max-480x80"

_SHOWN_SIZE = (480, 80)
_OPAQUE = 128
# Of a part: how much of it has to stand out.
_OF_PART = 0.02


def seen_share(image: DeskImage, ground: Colour) -> float:
    """How much of the logo (0 to 1, by area) can be seen on this ground; all, if its file is lost.

    It is measured in the size it is shown in. No such size is kept: it may be about to be refused.
    """

    def measure() -> float:
        try:
            with image.file.storage.open(image.file.name) as file, Image.open(file) as picture:
                return _measure(_as_shown(picture), ground)
        except OSError:
            return 1.0

    return remember(("logo seen", image.file.name, ground), measure)


def _as_shown(picture: Image.Image) -> Image.Image:
    # Before it is made smaller, or what is transparent would be lost.
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
    picture.thumbnail(_SHOWN_SIZE)
    return picture.convert("RGBA")


def _measure(picture: Image.Image, ground: Colour) -> float:
    """Of a picture in RGBA: how much of what is not transparent belongs to a part that is seen."""
    data, width = picture.tobytes(), picture.width
    pixels = [data[place : place + 4] for place in range(0, len(data), 4)]
    outstanding = {
        pixel
        for pixel in set(pixels)
        if contrast(Colour(pixel[0], pixel[1], pixel[2]), ground) >= GRAPHIC_CONTRAST
    }
    opaque = {place for place, pixel in enumerate(pixels) if pixel[3] >= _OPAQUE}
    total, seen = len(opaque), 0
    for part in _parts(opaque, width):
        if sum(pixels[place] in outstanding for place in part) >= _OF_PART * len(part):
            seen += len(part)
    return seen / total if total else 0.0


def _parts(opaque: set[int], width: int) -> Iterator[list[int]]:
    """The places of each part that hangs together. Empties the set."""
    while opaque:
        part = [opaque.pop()]
        for place in part:  # which grows meanwhile
            column = place % width
            for sideways in (-1, 0, 1):
                if not 0 <= column + sideways < width:
                    continue
                for neighbour in (
                    place + sideways - width,
                    place + sideways,
                    place + sideways + width,
                ):
                    if neighbour in opaque:
                        opaque.remove(neighbour)
                        part.append(neighbour)
        yield part
