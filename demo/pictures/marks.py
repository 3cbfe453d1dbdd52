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
RUST = "#84391f"
TEAL = "#3f7f86"
PLUM = "#86608e"
MOSS = "#5f8058"
SLATE = "#56748d"

Piece = tuple[Polygon, Colour]


def association() -> bytes:
    """A lit doorway whose open door is a book's cover."""
    cover = [(120, 78), *curve((120, 78), (150, 40), (180, 26), (222, 22)), (222, 400), (120, 368)]
    page = [(222, 60), *curve((222, 60), (236, 70), (244, 80), (250, 96)), (250, 384), (222, 400)]
    return _mark(
        [
            (arch(40, 0, 360, 368), CLAY),
            (arch(84, 44, 316, 368), GOLD),
            (page, CREAM),
            (cover, RUST),
            (rectangle(146, 112, 198, 124), GOLD),
            (rectangle(146, 138, 198, 150), GOLD),
        ]
    )


def courier() -> bytes:
    """A folded newspaper's columns."""
    lines = [rectangle(80, y, 188, y + 20) for y in (196, 238, 280)]
    return _mark(
        [
            (_tile(), TEAL),
            (rectangle(80, 96, 320, 152), CREAM),
            *((line, CREAM) for line in lines),
            (rectangle(212, 196, 320, 300), CREAM),
        ]
    )


def radio() -> bytes:
    """Waves going out from a mast."""
    waves: list[Piece] = [(disc(200, 200, 200), PLUM)]
    for radius in (148, 100, 52):
        waves.append((_wedge(radius), CREAM))
        waves.append((_wedge(radius - 24), PLUM))
    return _mark([*waves, (disc(200, 214, 34), CREAM), (rectangle(188, 214, 212, 350), CREAM)])


def review() -> bytes:
    """Three books on a shelf, one of them leaning."""
    return _mark(
        [
            (_tile(), MOSS),
            (rectangle(84, 96, 136, 290), CREAM),
            (rectangle(152, 130, 204, 290), GOLD),
            ([(222, 290), (256, 112), (306, 122), (274, 290)], CREAM),
            (rectangle(70, 300, 330, 322), CREAM),
        ]
    )


def meridian() -> bytes:
    """A globe with its lines."""
    pieces: list[Piece] = [(disc(200, 200, 200), SLATE), (disc(200, 200, 152), CREAM)]
    pieces.append((disc(200, 200, 130), SLATE))
    pieces += [(_lens(74), CREAM), (_lens(52), SLATE)]
    pieces += [(rectangle(189, 60, 211, 340), CREAM), (rectangle(60, 189, 340, 211), CREAM)]
    return _mark(pieces)


def _tile() -> Polygon:
    """A square with round corners."""
    corners = ((344, 56, 270), (344, 344, 0), (56, 344, 90), (56, 56, 180))
    return [point for x, y, start in corners for point in arc(x, y, 56, start, start + 90)]


def _wedge(radius: float) -> Polygon:
    """The upper part of a disc, as far as waves reach."""
    return [(200, 214), *arc(200, 214, radius, 205, 335)]


def _lens(half_width: float) -> Polygon:
    """A meridian: an upright ellipse."""
    return [(200 + (x - 200) * half_width / 152, y) for x, y in disc(200, 200, 152)]


def _mark(pieces: Iterable[Piece]) -> bytes:
    edge = SIZE * OVERSAMPLING
    image = Image.new("RGBA", (edge, edge))
    pen = ImageDraw.Draw(image)
    for polygon, colour in pieces:
        pen.polygon([(x * OVERSAMPLING, y * OVERSAMPLING) for x, y in polygon], fill=colour)
    target = BytesIO()
    image.reduce(OVERSAMPLING).save(target, "PNG", optimize=True)
    return target.getvalue()


MARKS: dict[str, Callable[[], bytes]] = {
    "association": association,
    "courier": courier,
    "radio": radio,
    "review": review,
    "meridian": meridian,
}
