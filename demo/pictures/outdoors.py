"""Scenes under the open sky: hills, roads, roofs."""

from __future__ import annotations

import random
from collections.abc import Iterator

from demo.pictures.palette import (
    CLAY,
    CREAM,
    INK,
    LIGHT,
    MIST,
    MOSS,
    NIGHT,
    OCHRE,
    PAPER,
    PINE,
    SAGE,
    SAND,
    SLATE,
    SNOW,
    SPINES,
    UMBER,
)
from demo.pictures.paper import (
    FLAT,
    HEIGHT,
    HIGH,
    LOW,
    WIDTH,
    Collage,
    Colour,
    Lift,
    Polygon,
    arc,
    arch,
    chance_of,
    curve,
    disc,
    ground,
    hills,
    rectangle,
)

# A roof's height and a chimney's place, as parts of the house's width.
PITCH = 0.34
CHIMNEY = 0.7


def evening() -> bytes:
    """A reading room on a hill at dusk, its windows lit."""
    picture = Collage("#c3cfce", "#f4ddb8")
    picture.glow((1120, 380), 380, "#fbe9c4", 0.9)
    picture.cut([disc(1120, 350, 120)], "#fbeecf", lift=LOW)
    picture.cut([hills(520, (50, 900, 100), (18, 380, 0))], MIST, to="#b9c2b8")
    picture.cut([hills(600, (60, 1100, 500), (16, 420, 90))], SAGE, to=MIST)
    slope = ((75, 1500, 260), (14, 520, 40))
    picture.cut([hills(700, *slope)], MOSS, to=SAGE)
    picture.cut([_path()], "#d8cda6", to="#a9ad86", lift=FLAT)
    _house(picture, 470, ground(470, 700, *slope) + 26)
    picture.cut([hills(850, (60, 1300, 900), (18, 460, 200))], PINE, to=MOSS)
    places = ((130, 885), (205, 900), (1310, 878), (1385, 862), (1450, 870))
    picture.cut(list(_trees(places)), "#33443f")
    picture.cut([hills(945, (34, 1700, 300), (12, 500, 0))], NIGHT, to=PINE)
    return picture.as_jpeg()


def _path() -> Polygon:
    """The way up to the house, narrower the further off."""
    left = curve((476, 740), (470, 800), (760, 800), (640, 920))
    right = curve((520, 740), (520, 790), (860, 800), (800, 920))
    return [*left, *reversed(right)]


def _house(picture: Collage, x: float, y: float) -> None:
    """The reading room: its windows are holes, through which a lit sheet shows."""
    picture.glow((x, y - 90), 230, LIGHT, 0.35)
    picture.cut([rectangle(x - 150, y - 150, x + 150, y)], LIGHT, to="#f0b95f", lift=FLAT)
    windows = [arch(x + left, y - 118, x + left + 44, y - 38) for left in (-122, -56, 78)]
    door = arch(x + 8, y - 104, x + 56, y + 2)
    wall = rectangle(x - 150, y - 150, x + 150, y)
    picture.cut([wall], CREAM, to="#e4d5b8", holes=[*windows, door], lift=LOW)
    roof = [(x - 176, y - 146), (x - 112, y - 246), (x + 112, y - 246), (x + 176, y - 146)]
    picture.cut([roof, rectangle(x + 62, y - 292, x + 96, y - 230)], CLAY, to="#93452c", lift=LOW)


def _trees(places: tuple[tuple[float, float], ...]) -> Iterator[Polygon]:
    for number, (x, y) in enumerate(places):
        height = 150 + 34 * (number % 3)
        yield [(x - height * 0.24, y), (x, y - height), (x + height * 0.24, y)]
        yield rectangle(x - 6, y - 4, x + 6, y + 50)


def van() -> bytes:
    """The mobile library on its way through the hills."""
    picture = Collage("#dfe6e2", "#f6ead2")
    picture.cut([disc(340, 270, 96)], "#f6dca0", lift=LOW)
    picture.cut([hills(470, (70, 1200, 200), (20, 420, 60))], "#b9c6bf", to="#d5d8c8")
    picture.cut([hills(590, (50, 900, 640), (14, 350, 0))], SAGE, to="#a3b092")
    picture.cut([hills(735, (10, 1900, 300))], MOSS, to=SAGE)
    picture.cut([rectangle(-20, 812, WIDTH + 20, HEIGHT + 20)], SLATE, to=NIGHT)
    dashes = [rectangle(x, 902, x + 110, 914) for x in range(-40, WIDTH, 220)]
    picture.cut(dashes, PAPER, lift=FLAT)
    _van_body(picture)
    return picture.as_jpeg()


def _van_body(picture: Collage) -> None:
    chance = chance_of("van")
    inside = rectangle(560, 470, 1010, 640)
    picture.cut([inside], UMBER, lift=FLAT)
    picture.lay(_books_between(chance, 560, 1010, 636, (92, 138)), lift=FLAT)
    body = [(520, 790), (520, 440), *arc(560, 440, 40, 180, 270), (1130, 400), (1190, 420)]
    body += [(1262, 590), (1330, 622), (1346, 660), (1346, 790)]
    windscreen = [(1090, 450), (1158, 450), (1222, 592), (1090, 592)]
    picture.cut([windscreen], "#cfdad6", to=MIST, lift=FLAT)
    picture.cut([body], CLAY, to="#97462c", holes=[rectangle(566, 470, 1004, 636), windscreen])
    picture.cut([rectangle(520, 690, 1346, 716)], PAPER, lift=FLAT)
    awning = [(540, 470), (1030, 470), (1064, 528), (506, 528)]
    picture.cut([awning], CREAM, to=SAND, lift=Lift(offset=(0, 10), blur=16))
    for x in (690, 1190):
        picture.cut([disc(x, 796, 78)], INK, lift=LOW)
        picture.cut([disc(x, 796, 38)], SAND, lift=FLAT)


def _books_between(
    chance: random.Random, left: float, right: float, bottom: float, heights: tuple[float, float]
) -> Iterator[tuple[Polygon, Colour]]:
    x = left + 4
    while x < right - 30:
        width = chance.choice((18, 22, 26, 32))
        top = bottom - chance.uniform(*heights)
        yield rectangle(x, top, x + width, bottom), chance.choice(SPINES)
        x += width + 2


def pages() -> bytes:
    """An open book, a landscape rising from its pages."""
    picture = Collage("#efe6d3", "#d9c5a0")
    picture.glow((800, 400), 460, CREAM, 0.9)
    picture.cut([disc(980, 330, 92)], OCHRE, to="#e0b468", lift=LOW)
    layers = (
        (400, 1090, 320, MIST, "#c5cdc4"),
        (560, 1210, 300, SLATE, MIST),
        (360, 960, 210, SAGE, "#a7b298"),
        (640, 1230, 170, MOSS, SAGE),
    )
    for left, right, height, colour, to in layers:
        picture.cut([_mound(left, right, 770, height)], colour, to=to)
    picture.cut(list(_trees(((500, 700), (560, 716), (1010, 690)))), PINE, lift=LOW)
    picture.cut([_spread(40)], UMBER, to=INK)
    for sheets, colour in ((26, "#cdb88f"), (13, SAND), (0, CREAM)):
        picture.cut([_spread(sheets)], colour, lift=Lift(offset=(0, 4), blur=8, strength=0.3))
    return picture.as_jpeg()


def _mound(left: float, right: float, bottom: float, height: float) -> Polygon:
    """A hill that stands by itself."""
    middle, top = (left + right) / 2, bottom - height
    up = curve((left, bottom), (left + 90, bottom - 40), (middle - 130, top), (middle, top))
    down = curve((middle, top), (middle + 130, top), (right - 90, bottom - 40), (right, bottom))
    return [*up, *down]


def _spread(down: float) -> Polygon:
    """Two facing pages seen from a little above, so far down in the pile of sheets."""
    y = 752 + down
    left = curve((800, y + 52), (680, y - 30), (480, y - 36), (250, y + 6))
    right = curve((1350, y + 6), (1120, y - 36), (920, y - 30), (800, y + 52))
    edge = curve((1350, y + 96), (1120, y + 54), (920, y + 60), (800, y + 142))
    other = curve((800, y + 142), (680, y + 60), (480, y + 54), (250, y + 96))
    return [*reversed(left), *reversed(right), *edge, *other]


def town() -> bytes:
    """The roofs of a small town on a winter evening, snow on them, some windows lit."""
    picture = Collage("#34465a", "#d3ab90")
    picture.glow((1240, 230), 240, "#f3e6c8", 0.35)
    picture.cut([disc(1240, 230, 74)], "#f3e6c8", lift=FLAT)
    picture.cut([hills(520, (60, 1100, 300), (12, 360, 0))], "#8592a0", to="#b9a79c", lift=LOW)
    chance = chance_of("town")
    rows = (
        (620, ("#74869a", "#6c7e90", "#7d8d9c"), 0.34),
        (770, ("#536678", "#4a5c6d", "#5c6d7c"), 0.5),
        (930, ("#38465a", "#303d4e", "#414f61"), 0.46),
    )
    for base, shades, lit in rows:
        _row_of_houses(picture, chance, base, shades, lit)
    picture.cut([hills(950, (16, 1100, 100))], CREAM, to=PAPER)
    return picture.as_jpeg()


def _row_of_houses(
    picture: Collage, chance: random.Random, base: float, shades: tuple[Colour, ...], lit: float
) -> None:
    walls: list[tuple[Polygon, Colour]] = []
    trims: list[tuple[Polygon, Colour]] = []
    x = -60.0
    while x < WIDTH:
        width, eaves = chance.uniform(150, 240), base - chance.uniform(70, 130)
        shade = chance.choice(shades)
        walls += _house_front(x, width, eaves, shade)
        trims += _snow(x, width, eaves)
        for place in (0.2, 0.44, 0.68):
            if chance.random() < lit:
                left = x + width * place
                trims.append((rectangle(left, eaves + 34, left + 26, eaves + 74), LIGHT))
        x += width + chance.choice((0, 0, 0, 34))
    picture.lay(walls, lift=HIGH)
    picture.lay(trims, lift=FLAT)


def _house_front(
    x: float, width: float, eaves: float, shade: Colour
) -> list[tuple[Polygon, Colour]]:
    ridge, chimney = eaves - width * PITCH, x + width * CHIMNEY
    gable = [(x, eaves), (x + width / 2, ridge), (x + width, eaves)]
    shapes = [rectangle(x, eaves - 2, x + width, HEIGHT + 20), gable]
    shapes.append(rectangle(chimney, ridge - 8, chimney + 22, eaves))
    return [(shape, shade) for shape in shapes]


def _snow(x: float, width: float, eaves: float) -> list[tuple[Polygon, Colour]]:
    """What lies on the roof and on the chimney."""
    ridge, chimney = eaves - width * PITCH, x + width * CHIMNEY
    middle, right = x + width / 2, x + width
    over = [(x - 10, eaves + 6), (middle, ridge - 10), (right + 10, eaves + 6)]
    under = [(right + 2, eaves + 14), (middle, ridge + 8), (x - 2, eaves + 14)]
    return [
        ([*over, *under], SNOW),
        (rectangle(chimney - 3, ridge - 16, chimney + 25, ridge - 6), SNOW),
    ]
