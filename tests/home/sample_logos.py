"""Logos of every sort, drawn for the tests."""

from __future__ import annotations

from io import BytesIO

from django.core.files.images import ImageFile
from PIL import Image, ImageDraw

from core.models import DeskImage

NOTHING = (0, 0, 0, 0)
WHITE = (255, 255, 255, 255)
BLACK = (10, 10, 10, 255)
RED = (210, 70, 50, 255)
CREAM = (250, 235, 200, 255)

Pixel = tuple[int, int, int, int]


def drawn(
    ground: Pixel, *shapes: tuple[tuple[int, int, int, int], Pixel], size: tuple[int, int]
) -> bytes:
    """Rectangles on a ground, as a PNG."""
    picture = Image.new("RGBA", size, ground)
    canvas = ImageDraw.Draw(picture)
    for place, colour in shapes:
        canvas.rectangle(place, fill=colour)
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def words(colour: Pixel) -> list[tuple[tuple[int, int, int, int], Pixel]]:
    """Letters: bars apart from each other."""
    return [((x, 20, x + 12, 60), colour) for x in range(90, 290, 20)]


def logo(ground: Pixel, *shapes: tuple[tuple[int, int, int, int], Pixel]) -> DeskImage:
    """An image of 300 by 80 pixels."""
    data = drawn(ground, *shapes, size=(300, 80))
    return DeskImage.objects.create(title="Logo", file=ImageFile(BytesIO(data), "logo.png"))


def square(side: int) -> DeskImage:
    """A square image."""
    data = drawn(RED, size=(side, side))
    return DeskImage.objects.create(title="Icon", file=ImageFile(BytesIO(data), "icon.png"))


def logos() -> dict[str, DeskImage]:
    """By what they show."""
    sign = ((0, 0, 60, 79), RED)
    return {
        "white words": logo(NOTHING, *words(WHITE)),
        "black words": logo(NOTHING, *words(BLACK)),
        "red sign": logo(NOTHING, sign),
        "red sign, white words": logo(NOTHING, ((0, 20, 40, 60), RED), *words(WHITE)),
        "white letters within a red box": logo(NOTHING, ((0, 0, 290, 79), RED), *words(WHITE)),
        "black words on white": logo(WHITE, *words(BLACK)),
        "black words on a white box": logo(NOTHING, ((4, 4, 295, 75), WHITE), *words(BLACK)),
        "white words on black": logo(BLACK, *words(WHITE)),
        "outlined crest": logo(NOTHING, ((0, 0, 70, 79), BLACK), ((3, 3, 67, 76), CREAM)),
        "nothing": logo(NOTHING),
        "white on white": logo(WHITE),
    }
