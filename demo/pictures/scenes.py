"""The demo's scenes: reading rooms, their towns, their books."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from demo.pictures.paper import (
    FLAT,
    HEIGHT,
    HIGH,
    LOW,
    WIDTH,
    Collage,
    Colour,
    Lift,
    Point,
    Polygon,
    arc,
    arch,
    curve,
    disc,
    ground,
    hills,
    rectangle,
    turned,
)

SNOW = "#eeeae0"
INK = "#23262b"
NIGHT = "#2f3b4a"
SLATE = "#4d6070"
MIST = "#9fb0b4"
SAGE = "#7f927c"
MOSS = "#56695a"
PAPER = "#f3ecdd"
CREAM = "#fbf6ea"
SAND = "#d9c7a3"
OCHRE = "#cfa052"
LIGHT = "#f5d48a"
CLAY = "#b1573a"
ROSE = "#cf8f76"
WOOD = "#8a5a3c"
UMBER = "#5d3f2e"

SPINES = (CLAY, ROSE, OCHRE, SAND, PAPER, SAGE, MOSS, MIST, SLATE, NIGHT)
CARDBOARD = (SAND, "#cdb88f", "#bda680", "#d7cbb0", "#a9b0a2", "#93a09a")
# How a spine is decorated: stripes, each with its distance from the top and its thickness.
BANDS = (((28, 8),), ((22, 6), (38, 6)), ((30, 34),), ((24, 5), (140, 5)), ((120, 30),), ())


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
    picture.cut([hills(850, (60, 1300, 900), (18, 460, 200))], "#3d4f49", to=MOSS)
    places = ((130, 885), (205, 900), (1310, 878), (1385, 862), (1450, 870))
    picture.cut(list(_trees(places)), "#33443f")
    picture.cut([hills(945, (34, 1700, 300), (12, 500, 0))], NIGHT, to="#3d4f49")
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


def shelves() -> bytes:
    """Three shelves of books, with gaps where some are on loan."""
    picture = Collage("#5f4434", "#4a3328")
    chance = _chance("shelves")
    for bottom, gap in ((322, None), (638, 900.0), (954, 330.0)):
        picture.lay(_row_of_books(chance, bottom, gap))
        picture.cut([rectangle(-20, bottom, WIDTH + 20, bottom + 34)], "#b58259", to="#94623f")
    picture.glow((260, 120), 620, "#fbe3b0", 0.16)
    return picture.as_jpeg()


def _row_of_books(
    chance: random.Random, bottom: float, gap: float | None
) -> Iterator[tuple[Polygon, Colour]]:
    """Books side by side; those before the gap have begun to lean into it."""
    x = -30.0
    while x < WIDTH:
        width, height = chance.choice((30, 36, 42, 50, 58, 70)), chance.uniform(182, 256)
        colour, band = chance.sample(SPINES, 2)
        top = bottom - height
        pieces = [(rectangle(x, top, x + width, bottom), colour)]
        pieces += [
            (rectangle(x, top + start, x + width, top + start + thickness), band)
            for start, thickness in chance.choice(BANDS)
        ]
        leaning = gap is not None and gap - 130 < x + width <= gap
        for shape, shade in pieces:
            yield (turned(shape, (x + width, bottom), 13) if leaning else shape), shade
        x += width + 3
        if gap is not None and gap <= x < gap + 190:
            x = gap + 190


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
    chance = _chance("van")
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
    picture.cut(list(_trees(((500, 700), (560, 716), (1010, 690)))), "#3d4f49", lift=LOW)
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


def table() -> bytes:
    """The long table of a reading room under tall windows."""
    picture = Collage("#e8c98d", "#f7ead0")
    picture.cut([hills(470, (30, 700, 100))], "#c3c9b4", to="#dcd7bd", lift=FLAT)
    picture.cut([hills(540, (24, 900, 400))], "#9dab93", to="#c3c9b4", lift=FLAT)
    windows = [arch(left, 90, left + 250, 600) for left in (130, 500, 870, 1240)]
    wall = rectangle(-20, -20, WIDTH + 20, 700)
    picture.cut([wall], "#5d7078", to=SLATE, holes=windows, lift=HIGH)
    bars = [rectangle(left + 121, 90, left + 129, 600) for left in (130, 500, 870, 1240)]
    bars += [rectangle(left, y, left + 250, y + 8) for left in (130, 500, 870, 1240) for y in (300, 450)]
    picture.cut(bars, "#52646d", lift=LOW)
    picture.cut([rectangle(-20, 690, WIDTH + 20, HEIGHT + 20)], "#7a5139", to=UMBER, lift=HIGH)
    slants = [[(left, 700), (left + 250, 700), (left + 150, 1020), (left - 190, 1020)] for left in (90, 460, 830, 1200)]
    picture.cut(slants, "#a06f48", to="#7d543a", lift=FLAT)
    _table_and_lamps(picture)
    return picture.as_jpeg()


def _table_and_lamps(picture: Collage) -> None:
    legs = [rectangle(x, 800, x + 34, 985) for x in (170, 783, 1396)]
    picture.cut(legs, UMBER, to=INK, lift=LOW)
    picture.cut([rectangle(90, 770, 1510, 812)], "#a8754f", to=WOOD, lift=Lift(offset=(0, 12), blur=24))
    for x in (400, 1200):
        picture.glow((x, 740), 190, LIGHT, 0.5)
        picture.cut([rectangle(x - 5, 640, x + 5, 770), rectangle(x - 46, 758, x + 46, 770)], INK, lift=FLAT)
        shade = [(x - 46, 600), (x + 46, 600), (x + 88, 672), (x - 88, 672)]
        picture.cut([shade], MOSS, to="#3d4f49", lift=LOW)
    books = (((610, 800), CLAY), ((625, 790), PAPER), ((600, 782), OCHRE))
    stack = [
        (rectangle(left, 742 - 24 * number, right, 766 - 24 * number), colour)
        for number, ((left, right), colour) in enumerate(books)
    ]
    picture.lay([(shape, colour) for shape, colour in stack], lift=LOW)
    picture.cut([[(900, 768), (904, 752), (990, 762), (1076, 752), (1080, 768)]], CREAM, to=SAND, lift=LOW)


def town() -> bytes:
    """The roofs of a small town on a winter evening, snow on them, some windows lit."""
    picture = Collage("#34465a", "#d3ab90")
    picture.glow((1240, 230), 240, "#f3e6c8", 0.35)
    picture.cut([disc(1240, 230, 74)], "#f3e6c8", lift=FLAT)
    picture.cut([hills(520, (60, 1100, 300), (12, 360, 0))], "#8592a0", to="#b9a79c", lift=LOW)
    chance = _chance("town")
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
        ridge = eaves - width * 0.34
        middle, right, shade = x + width / 2, x + width, chance.choice(shades)
        walls.append((rectangle(x, eaves - 2, right, HEIGHT + 20), shade))
        walls.append(([(x, eaves), (middle, ridge), (right, eaves)], shade))
        chimney = x + width * 0.7
        walls.append((rectangle(chimney, ridge - 8, chimney + 22, eaves), shade))
        trims.append((rectangle(chimney - 3, ridge - 16, chimney + 25, ridge - 6), SNOW))
        roof = [(x - 10, eaves + 6), (middle, ridge - 10), (right + 10, eaves + 6)]
        trims.append(([*roof, (right + 2, eaves + 14), (middle, ridge + 8), (x - 2, eaves + 14)], SNOW))
        for place in (0.2, 0.44, 0.68):
            if chance.random() < lit:
                left = x + width * place
                trims.append((rectangle(left, eaves + 34, left + 26, eaves + 74), LIGHT))
        x = right + chance.choice((0, 0, 0, 34))
    picture.lay(walls, lift=HIGH)
    picture.lay(trims, lift=FLAT)


def boxes() -> bytes:
    """Archive boxes in their rack; one of them is out on somebody's table."""
    picture = Collage("#39424a", "#2b3238")
    chance = _chance("boxes")
    for row, bottom in enumerate((300, 610, 920)):
        columns = [column for column in range(6) if (row, column) != (1, 3)]
        bodies, fronts = [], []
        for column in columns:
            left = 46 + column * 254 + chance.uniform(-5, 5)
            top, shade = bottom - chance.uniform(196, 236), chance.choice(CARDBOARD)
            bodies.append((rectangle(left, top + 20, left + 222, bottom), shade))
            fronts += _box_front(left, top, shade)
        picture.lay(bodies)
        picture.lay(fronts, lift=Lift(offset=(0, 4), blur=8, strength=0.3))
        picture.cut([rectangle(-20, bottom, WIDTH + 20, bottom + 26)], "#6b7880", to="#566169")
    picture.cut([rectangle(x, -20, x + 20, HEIGHT + 20) for x in (16, 1570)], "#7d8a91", lift=LOW)
    return picture.as_jpeg()


def _box_front(left: float, top: float, shade: Colour) -> list[tuple[Polygon, Colour]]:
    """A box's lid and its label with two lines of writing."""
    return [
        (rectangle(left - 6, top, left + 228, top + 62), shade),
        (rectangle(left + 60, top + 96, left + 162, top + 148), CREAM),
        (rectangle(left + 74, top + 112, left + 148, top + 117), SLATE),
        (rectangle(left + 74, top + 126, left + 122, top + 131), SLATE),
    ]


def door() -> bytes:
    """A door ajar, and the light that falls through it."""
    picture = Collage("#46545c", "#2f3a41")
    opening = arch(560, 150, 920, 820)
    picture.cut([opening], "#f9e4b0", to="#f2c877", lift=FLAT)
    picture.cut([rectangle(-20, -20, WIDTH + 20, 820)], "#566a79", to="#3b4953", holes=[opening])
    picture.cut([rectangle(-20, 820, WIDTH + 20, HEIGHT + 20)], "#3f3733", to="#2a2523", lift=LOW)
    beam = [(600, 820), (920, 820), (1350, 1020), (760, 1020)]
    picture.cut([beam], "#e2b566", to="#7c5d3a", lift=FLAT)
    picture.cut([arch(526, 114, 954, 820)], CREAM, to=SAND, holes=[arch(560, 150, 920, 824)], lift=LOW)
    side = Lift(offset=(16, 4), blur=28, strength=0.4)
    picture.cut([_ajar(arch(560, 150, 920, 820))], CLAY, to="#8a3f28", lift=side)
    panels = [rectangle(620, 350, 860, 540), rectangle(620, 590, 860, 770)]
    picture.cut([_ajar(panel) for panel in panels], "#9a4930", to="#7c3823", lift=FLAT)
    picture.cut([disc(712, 566, 10)], LIGHT, lift=LOW)
    return picture.as_jpeg()


def _ajar(polygon: Polygon) -> Polygon:
    """A shape on the closed door, as it looks with the door half open towards us."""
    hinge, horizon = 560, 520
    return [
        (hinge + (x - hinge) * 0.46, horizon + (y - horizon) * (1 + (x - hinge) * 0.0004))
        for x, y in polygon
    ]


def _chance(scene: str) -> random.Random:
    """The same accidents each time the scene is made."""
    return random.Random(scene)  # noqa: S311 -- arranges books, guards nothing


SCENES: dict[str, Callable[[], bytes]] = {
    "evening": evening,
    "shelves": shelves,
    "van": van,
    "pages": pages,
    "table": table,
    "town": town,
    "boxes": boxes,
    "door": door,
}
