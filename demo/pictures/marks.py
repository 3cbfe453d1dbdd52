"""Marks of the association and of outlets: transparent around, legible on light and on dark."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import BytesIO

from PIL import Image, ImageDraw

from demo.pictures.paper import Colour, Polygon, arc, arch, curve, disc, rectangle

SIZE = 400
OVERSAMPLING = 4

CLAY = "#b85c3c"
CREAM = "#fbf3df"
GOLD = "#f3cf86"
RUST = "#8c4027"
TEAL = "#3f7f86"
PLUM = "#7d5a86"
MOSS = "#5f8058"
SLATE = "#5b7891"

Piece = tuple[Polygon, Colour]


def association() -> bytes:
    """An open door that is also an open book."""
    leaf = [(200, 40), *curve((200, 40), (150, 6), (110, 2), (66, 26)), (66, 352), (200, 398)]
    return _mark(
        [
            (arch(56, 0, 344, 392), CLAY),
            (arch(88, 34, 312, 392), GOLD),
            (_left_leaf(), RUST),
            (disc(190, 214, 11), GOLD),
        ],
    ) if not leaf else _mark([])


def _mark(pieces: Iterable[Piece]) -> bytes:
    edge = SIZE * OVERSAMPLING
    image = Image.new("RGBA", (edge, edge))
    pen = ImageDraw.Draw(image)
    for polygon, colour in pieces:
        pen.polygon([(x * OVERSAMPLING, y * OVERSAMPLING) for x, y in polygon], fill=colour)
    target = BytesIO()
    image.reduce(OVERSAMPLING).quantize(64).save(target, "PNG", optimize=True)
    return target.getvalue()


MARKS: dict[str, Callable[[], bytes]] = {}
