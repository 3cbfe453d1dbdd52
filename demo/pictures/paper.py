"""Sheets of coloured paper, cut out and laid on each other, each with its shadow."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

Point = tuple[float, float]
Polygon = Sequence[Point]
Box = tuple[int, int, int, int]
Colour = str

# Shapes are drawn twice as large and reduced, which smooths their edges.
OVERSAMPLING = 2
# Shadows are soft: at an eighth of the size they take a sixtieth of the time and look the same.
SHADOW_REDUCTION = 8
WIDTH, HEIGHT = 1600, 1000
SHADOW = "#1d1a17"


@dataclass(frozen=True)
class Lift:
    """How far a sheet lies above the one below: what its shadow looks like."""

    offset: Point = (0, -10)
    blur: float = 26
    strength: float = 0.34


FLAT = Lift(strength=0)
LOW = Lift(offset=(4, 5), blur=10, strength=0.28)
HIGH = Lift()


class Collage:
    """A picture in the making: sheets are laid on it from the back to the front."""

    def __init__(self, top: Colour, bottom: Colour | None = None) -> None:
        self.image = _shading((0, 0, WIDTH, HEIGHT), top, bottom or top)

    def cut(
        self,
        shapes: Iterable[Polygon],
        colour: Colour,
        *,
        to: Colour | None = None,
        holes: Iterable[Polygon] = (),
        lift: Lift = HIGH,
    ) -> None:
        """Lay on one sheet, of one colour or shading into another, cut to shapes with holes."""
        shapes = list(shapes)
        box = _box_around(shapes, lift)
        mask = _blank("L", box)
        pen = ImageDraw.Draw(mask)
        for fill, polygons in ((255, shapes), (0, holes)):
            for polygon in polygons:
                pen.polygon(_within(box, polygon), fill=fill)
        self._paste(_shading(box, colour, to or colour), mask.reduce(OVERSAMPLING), box, lift)

    def lay(self, pieces: Iterable[tuple[Polygon, Colour]], *, lift: Lift = LOW) -> None:
        """Lay on many pieces of different colours, side by side in one layer."""
        pieces = list(pieces)
        box = _box_around([polygon for polygon, _ in pieces], lift)
        mask, sheet = _blank("L", box), _blank("RGB", box)
        mask_pen, sheet_pen = ImageDraw.Draw(mask), ImageDraw.Draw(sheet)
        for polygon, colour in pieces:
            points = _within(box, polygon)
            mask_pen.polygon(points, fill=255)
            sheet_pen.polygon(points, fill=colour)
        self._paste(sheet.reduce(OVERSAMPLING), mask.reduce(OVERSAMPLING), box, lift)

    def glow(self, centre: Point, radius: float, colour: Colour, strength: float) -> None:
        """Shine a soft light on what has been laid so far."""
        small = Image.new("L", (WIDTH // SHADOW_REDUCTION, HEIGHT // SHADOW_REDUCTION))
        x, y, r = (value / SHADOW_REDUCTION for value in (*centre, radius))
        ImageDraw.Draw(small).ellipse((x - r, y - r, x + r, y + r), fill=round(255 * strength))
        mask = small.filter(ImageFilter.GaussianBlur(r * 0.55)).resize((WIDTH, HEIGHT))
        self.image.paste(colour, (0, 0), mask)

    def as_jpeg(self) -> bytes:
        """The finished picture."""
        target = BytesIO()
        self.image.save(target, "JPEG", quality=84, optimize=True)
        return target.getvalue()

    def _paste(self, sheet: Image.Image, mask: Image.Image, box: Box, lift: Lift) -> None:
        if lift.strength:
            self.image.paste(SHADOW, box, _shadow(mask, lift))
        self.image.paste(sheet, box, mask)


def chance_of(scene: str) -> random.Random:
    """The same accidents each time the scene is made."""
    return random.Random(scene)  # noqa: S311 -- arranges books, guards nothing


def rectangle(left: float, top: float, right: float, bottom: float) -> Polygon:
    """A rectangle between two corners."""
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def disc(x: float, y: float, radius: float) -> Polygon:
    """A circle."""
    return arc(x, y, radius, 0, 360)


def arc(x: float, y: float, radius: float, start: float, end: float) -> Polygon:
    """The points along a part of a circle, in degrees clockwise from three o'clock."""
    steps = 72
    angles = (math.radians(start + (end - start) * step / steps) for step in range(steps + 1))
    return [(x + radius * math.cos(angle), y + radius * math.sin(angle)) for angle in angles]


def arch(left: float, top: float, right: float, bottom: float) -> Polygon:
    """A window or door with a round head."""
    radius = (right - left) / 2
    return [(left, bottom), *arc(left + radius, top + radius, radius, 180, 360), (right, bottom)]


def curve(start: Point, pull_start: Point, pull_end: Point, end: Point) -> Polygon:
    """A Bézier curve from start to end, drawn towards the two points between them."""
    points = []
    for step in range(41):
        t = step / 40
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
        pairs = list(zip(weights, (start, pull_start, pull_end, end), strict=True))
        points.append((sum(w * p[0] for w, p in pairs), sum(w * p[1] for w, p in pairs)))
    return points


def turned(polygon: Polygon, around: Point, degrees: float) -> Polygon:
    """The shape turned clockwise around a point."""
    angle = math.radians(degrees)
    sine, cosine = math.sin(angle), math.cos(angle)
    x, y = around
    return [
        (x + (px - x) * cosine - (py - y) * sine, y + (px - x) * sine + (py - y) * cosine)
        for px, py in polygon
    ]


def hills(base: float, *waves: tuple[float, float, float]) -> Polygon:
    """Ground across the whole picture; its edge is a sum of waves (height, length, shift)."""
    edge = [(x, ground(x, base, *waves)) for x in range(-20, WIDTH + 21, 20)]
    return [(-20, HEIGHT + 20), *edge, (WIDTH + 20, HEIGHT + 20)]


def ground(x: float, base: float, *waves: tuple[float, float, float]) -> float:
    """The height of such ground's edge at one place."""
    return base + sum(
        height * math.sin((x + shift) * math.tau / length) for height, length, shift in waves
    )


def _box_around(shapes: Iterable[Polygon], lift: Lift) -> Box:
    """The part of the picture that shapes and their shadow can touch, on the shadow's raster."""
    points = [point for shape in shapes for point in shape]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    reach = 2 * lift.blur + max(map(abs, lift.offset)) if lift.strength else 0
    raster = SHADOW_REDUCTION
    left, top = (max(0, int((min(each) - reach) // raster * raster)) for each in (xs, ys))
    right, bottom = (int(-((max(each) + reach) // -raster) * raster) for each in (xs, ys))
    return left, top, min(WIDTH, right), min(HEIGHT, bottom)


def _blank(mode: str, box: Box) -> Image.Image:
    left, top, right, bottom = box
    return Image.new(mode, ((right - left) * OVERSAMPLING, (bottom - top) * OVERSAMPLING))


def _within(box: Box, polygon: Polygon) -> list[Point]:
    return [((x - box[0]) * OVERSAMPLING, (y - box[1]) * OVERSAMPLING) for x, y in polygon]


def _shadow(mask: Image.Image, lift: Lift) -> Image.Image:
    # `offset` wraps around: the border keeps one edge's shadow from turning up at the other.
    small = ImageOps.expand(mask.reduce(SHADOW_REDUCTION), 8)
    dx, dy = (round(part / SHADOW_REDUCTION) for part in lift.offset)
    blur = ImageFilter.GaussianBlur(lift.blur / SHADOW_REDUCTION)
    soft = ImageChops.offset(small, dx, dy).filter(blur)
    shadow = ImageOps.crop(soft, 8).point([round(value * lift.strength) for value in range(256)])
    return shadow.resize(mask.size, Image.Resampling.BILINEAR)


def _shading(box: Box, top: Colour, bottom: Colour) -> Image.Image:
    """Paper for a part of the picture; it shades from the picture's top to the picture's bottom."""
    size = (box[2] - box[0], box[3] - box[1])
    if top == bottom:
        return Image.new("RGB", size, top)
    column = Image.linear_gradient("L").resize((1, HEIGHT)).crop((0, box[1], 1, box[3]))
    return ImageOps.colorize(column, top, bottom).resize(size)
