"""The pictures and the document that code makes."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from PIL import Image, ImageStat

from demo.pdf import make_pdf
from demo.pictures import MARKS, SCENES


@pytest.mark.parametrize("name", SCENES)
def test_scene_is_a_calm_picture_of_modest_size(name: str) -> None:
    made = SCENES[name]()
    picture = Image.open(BytesIO(made))

    assert (picture.format, picture.size) == ("JPEG", (1600, 1000))
    assert len(made) < 150_000
    # Light and dark: an empty sheet or a black one would have gone wrong.
    assert min(ImageStat.Stat(picture.convert("L")).stddev) > 20


def test_scene_is_the_same_each_time() -> None:
    assert SCENES["shelves"]() == SCENES["shelves"]()


@pytest.mark.parametrize("name", MARKS)
def test_mark_is_transparent_around_and_fills_its_height(name: str) -> None:
    mark = Image.open(BytesIO(MARKS[name]()))

    assert (mark.format, mark.mode) == ("PNG", "RGBA")
    opacity = mark.getchannel("A")
    assert opacity.getpixel((0, 0)) == 0
    box = opacity.getbbox()
    assert box
    assert (box[1], box[3]) == (0, mark.height)


def test_pdf_says_where_its_objects_begin() -> None:
    made = make_pdf("A (very) short title", "First – with a dash.\n\nSecond \\ last.")
    [table] = [int(offset) for offset in re.findall(rb"startxref\n(\d+)\n%%EOF\n$", made)]
    offsets = [int(offset) for offset in re.findall(rb"(\d{10}) 00000 n", made[table:])]

    assert made[table:].startswith(b"xref\n0 8\n")
    assert len(offsets) == 7
    for number, offset in enumerate(offsets, start=1):
        assert made[offset:].startswith(b"%d 0 obj\n" % number)
    [length] = [int(found) for found in re.findall(rb"/Length (\d+)", made)]
    [stream] = re.findall(rb"\nstream\n(.*)\nendstream", made, re.DOTALL)
    assert len(stream) == length


def test_pdf_holds_its_text() -> None:
    made = make_pdf("A (very) short title", "First – with a dash.\n\nSecond \\ last.")

    assert rb"(A \(very\) short title) Tj" in made
    assert b"(First \x96 with a dash.) Tj" in made
    assert rb"(Second \\ last.) Tj" in made
