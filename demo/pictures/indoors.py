"""Scenes in rooms: shelves, tables, boxes, doors."""

from __future__ import annotations

import random
from collections.abc import Iterator

from demo.pictures.palette import (
    CARDBOARD,
    CLAY,
    CREAM,
    INK,
    LIGHT,
    MOSS,
    OCHRE,
    PAPER,
    PINE,
    PLANK,
    SAND,
    SLATE,
    SPINES,
    UMBER,
    WOOD,
)
from demo.pictures.paper import (
    FLAT,
    HEIGHT,
    LOW,
    WIDTH,
    Collage,
    Colour,
    Lift,
    Polygon,
    arch,
    chance_of,
    disc,
    hills,
    rectangle,
    turned,
)

# How a spine is decorated: stripes, each with its distance from the top and its thickness.
BANDS = (((28, 8),), ((22, 6), (38, 6)), ((30, 34),), ((24, 5), (140, 5)), ((120, 30),), ())
# Where the windows of the reading room begin; each is 250 wide.
WINDOWS = (130, 500, 870, 1240)


def shelves() -> bytes:
    """Three shelves of books, with gaps where some are on loan."""
    picture = Collage("#5f4434", "#4a3328")
    chance = chance_of("shelves")
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


def table() -> bytes:
    """The long table of a reading room under tall windows."""
    picture = Collage("#e8c98d", "#f7ead0")
    picture.cut([hills(470, (30, 700, 100))], "#c3c9b4", to="#dcd7bd", lift=FLAT)
    picture.cut([hills(540, (24, 900, 400))], "#9dab93", to="#c3c9b4", lift=FLAT)
    windows = [arch(left, 90, left + 250, 600) for left in WINDOWS]
    wall = rectangle(-20, -20, WIDTH + 20, 700)
    picture.cut([wall], "#5d7078", to=SLATE, holes=windows)
    bars = [rectangle(left + 121, 90, left + 129, 600) for left in WINDOWS]
    bars += [rectangle(left, y, left + 250, y + 8) for left in WINDOWS for y in (300, 450)]
    picture.cut(bars, "#52646d", lift=LOW)
    picture.cut([rectangle(-20, 690, WIDTH + 20, HEIGHT + 20)], "#7a5139", to=UMBER)
    slants = [[(x - 40, 700), (x + 210, 700), (x + 110, 1020), (x - 230, 1020)] for x in WINDOWS]
    picture.cut(slants, "#a06f48", to="#7d543a", lift=FLAT)
    _table_and_lamps(picture)
    return picture.as_jpeg()


def _table_and_lamps(picture: Collage) -> None:
    picture.cut([rectangle(x, 800, x + 34, 985) for x in (170, 783, 1396)], UMBER, to=INK, lift=LOW)
    top = rectangle(90, 770, 1510, 812)
    picture.cut([top], PLANK, to=WOOD, lift=Lift(offset=(0, 12), blur=24))
    for x in (400, 1200):
        picture.glow((x, 740), 190, LIGHT, 0.5)
        foot = [rectangle(x - 5, 640, x + 5, 770), rectangle(x - 46, 758, x + 46, 770)]
        picture.cut(foot, INK, lift=FLAT)
        shade = [(x - 46, 600), (x + 46, 600), (x + 88, 672), (x - 88, 672)]
        picture.cut([shade], MOSS, to=PINE, lift=LOW)
    pile = (
        (rectangle(610, 746, 800, 770), CLAY),
        (rectangle(625, 722, 790, 746), PAPER),
        (rectangle(600, 698, 782, 722), OCHRE),
    )
    picture.lay(pile)
    open_book = [(900, 770), (904, 754), (990, 764), (1076, 754), (1080, 770)]
    picture.cut([open_book], CREAM, to=SAND, lift=LOW)


def boxes() -> bytes:
    """Archive boxes in their rack; one of them is out on somebody's table."""
    picture = Collage("#39424a", "#2b3238")
    chance = chance_of("boxes")
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
    wall = rectangle(-20, -20, WIDTH + 20, 820)
    picture.cut([wall], "#566a79", to="#3b4953", holes=[opening])
    floor = rectangle(-20, 820, WIDTH + 20, HEIGHT + 20)
    picture.cut([floor], "#3f3733", to="#2a2523", lift=LOW)
    beam = [(600, 820), (920, 820), (1350, 1020), (760, 1020)]
    picture.cut([beam], "#e2b566", to="#7c5d3a", lift=FLAT)
    frame, within = arch(526, 114, 954, 820), arch(560, 150, 920, 824)
    picture.cut([frame], CREAM, to=SAND, holes=[within], lift=LOW)
    side = Lift(offset=(16, 4), blur=28, strength=0.4)
    picture.cut([_ajar(opening)], CLAY, to="#8a3f28", lift=side)
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
