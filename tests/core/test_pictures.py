"""Pictures keep what they show and lose what they hide."""

from __future__ import annotations

import random
import struct
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageCms

from core import pictures
from core.pictures import DamagedPictureError, LongAnimationError, cleaned_picture

from .sample_pictures import (
    MAKER,
    SCRIPT,
    cut_short,
    exif,
    gif_animation,
    gif_bomb,
    html,
    jpeg_polyglot,
    mpo,
    opened,
    phone_jpeg,
    photograph,
    png_bomb,
    png_text_bomb,
    png_with_text,
    saved,
    svg_with_script,
)


def cleaned(content: bytes) -> bytes:
    """The picture without hidden data; it must have had some."""
    result = cleaned_picture(BytesIO(content))
    assert result is not None
    return result


def is_red(picture: Image.Image, x: int, y: int) -> bool:
    """Whether the picture shows red there, as far as lossy formats tell."""
    red, green, blue = picture.convert("RGB").getpixel((x, y))  # type: ignore[misc]  # a colour, not a grey
    return red > 200 and green < 60 and blue < 60


@pytest.mark.parametrize(
    "make",
    [
        phone_jpeg,
        mpo,
        png_with_text,
        jpeg_polyglot,
        gif_animation,
        lambda: saved(photograph(), "WEBP", exif=exif(), xmp=MAKER.encode()),
        lambda: saved(photograph(), "AVIF", exif=exif(), xmp=MAKER.encode()),
        lambda: saved(photograph().convert("P"), "GIF", comment=SCRIPT),
        lambda: saved(photograph().convert("CMYK"), "JPEG", exif=exif()),
    ],
    ids=["jpeg", "mpo", "png", "polyglot", "animation", "webp", "avif", "gif", "cmyk"],
)
def test_nothing_hidden_is_left(make: Callable[[], bytes]) -> None:
    before = make()

    after = cleaned(before)

    assert SCRIPT in before or b"alert(1)" in before or MAKER.encode() in before
    assert b"alert(1)" not in after
    assert MAKER.encode() not in after
    picture = opened(after)
    assert not dict(picture.getexif())
    assert pictures.HIDDEN.isdisjoint(picture.info)
    assert not getattr(picture, "text", None)
    assert cleaned_picture(BytesIO(after)) is None


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_picture_that_hides_nothing_is_kept_byte_for_byte(kind: str) -> None:
    assert cleaned_picture(BytesIO(saved(photograph(), kind))) is None


def test_file_is_left_at_its_beginning_whatever_happens() -> None:
    for content in (phone_jpeg(), saved(photograph(), "PNG"), b"nonsense"):
        file = BytesIO(content)
        file.seek(3)
        with suppress(DamagedPictureError):
            cleaned_picture(file)
        assert file.tell() == 0
        assert file.getvalue() == content


@pytest.mark.parametrize(
    ("orientation", "red_corner"),
    [
        (1, "upper left"),
        (2, "upper right"),
        (3, "lower right"),
        (4, "lower left"),
        (5, "upper left"),
        (6, "upper right"),
        (7, "lower right"),
        (8, "lower left"),
    ],
)
def test_picture_is_turned_as_its_camera_was_held(orientation: int, red_corner: str) -> None:
    picture = opened(cleaned(phone_jpeg(orientation=orientation)))

    assert picture.size == ((40, 60) if orientation >= 5 else (60, 40))
    width, height = picture.size
    corners = {
        "upper left": (5, 5),
        "upper right": (width - 6, 5),
        "lower left": (5, height - 6),
        "lower right": (width - 6, height - 6),
    }
    assert [name for name, place in corners.items() if is_red(picture, *place)] == [red_corner]


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF"])
def test_pictures_other_than_photographs_are_turned_too(kind: str) -> None:
    content = saved(photograph(), kind, exif=exif(orientation=6))

    assert opened(cleaned(content)).size == (40, 60)


def test_phones_double_picture_becomes_a_plain_one_the_right_way_up() -> None:
    assert opened(mpo()).format == "MPO"

    picture = opened(cleaned(mpo()))

    assert picture.format == "JPEG"
    assert picture.size == (40, 60)


def test_double_picture_without_notes_becomes_a_plain_one() -> None:
    content = saved(photograph(), "MPO", save_all=True, append_images=[photograph()])

    assert opened(cleaned(content)).format == "JPEG"


@pytest.mark.parametrize(
    "notes",
    [
        b"Exif\0\0MM\0*\0\0\0\x08\0\1\1\x12\0\2\0\0\0\4abcd",
        b"Exif\0\0II*\0\xff\xff\xff\xff",
        b"Exif\0\0",
        b"http://ns.adobe.com/xap/1.0/\0<x",
        b"Alert(1)",
    ],
)
@pytest.mark.filterwarnings("ignore:(?i).*(exif|truncated|tag data):UserWarning")
def test_picture_with_notes_that_make_no_sense_is_kept_as_it_is(notes: bytes) -> None:
    picture = opened(cleaned(saved(photograph(), "JPEG", exif=notes)))

    assert picture.size == (60, 40)
    assert is_red(picture, 5, 5)


def test_picture_whose_notes_break_the_reader_is_kept_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def trip(_picture: Image.Image) -> Image.Image:
        raise IndexError

    monkeypatch.setattr("PIL.ImageOps.exif_transpose", trip)

    assert opened(cleaned(phone_jpeg())).size == (60, 40)


def test_colours_stay_what_they_are() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    content = saved(photograph(), "JPEG", exif=exif(), icc_profile=profile)

    assert opened(cleaned(content)).info["icc_profile"] == profile


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        ("1", "PNG"),
        ("L", "PNG"),
        ("LA", "PNG"),
        ("P", "PNG"),
        ("RGB", "PNG"),
        ("RGBA", "PNG"),
        ("L", "JPEG"),
        ("CMYK", "JPEG"),
        ("RGBA", "WEBP"),
        ("RGBA", "AVIF"),
    ],
)
def test_picture_of_any_mode_keeps_it_and_its_pixels(mode: str, kind: str) -> None:
    content = saved(photograph().convert(mode), kind, exif=exif())
    before, after = opened(content), opened(cleaned(content))

    assert after.mode == before.mode
    if kind == "PNG":
        assert after.tobytes() == before.tobytes()
    for place in ((8, 8), (52, 32)):
        one, other = (picture.convert("L").getpixel(place) for picture in (before, after))
        assert abs(one - other) < 8  # type: ignore[operator]  # of a colour


@pytest.mark.parametrize("notes", [{}, {"exif": exif()}], ids=["plain", "with notes"])
def test_deep_grey_becomes_one_that_pages_can_show(notes: dict[str, Any]) -> None:
    deep = Image.frombytes("I;16", (4, 1), struct.pack("<4H", 0, 0x4000, 0x8000, 0xFFFF))

    picture = opened(cleaned(saved(deep, "PNG", **notes)))

    assert picture.mode == "L"
    assert [picture.getpixel((x, 0)) for x in range(4)] == [0, 64, 128, 255]


def test_transparency_is_kept() -> None:
    see_through = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    palette = Image.new("P", (20, 20), 3)
    palette.putpalette([0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255])

    for content in (
        saved(see_through, "PNG", exif=exif()),
        saved(palette, "PNG", exif=exif(), transparency=3),
        saved(palette, "GIF", comment=SCRIPT, transparency=3),
    ):
        after = opened(cleaned(content)).convert("RGBA")
        assert after.getpixel((5, 5))[3] == 0  # type: ignore[index]  # of a colour


def test_animation_keeps_its_frames_times_and_loop() -> None:
    picture = opened(cleaned(gif_animation()))

    assert picture.n_frames == 3  # type: ignore[attr-defined]  # an animation has them
    assert picture.info["loop"] == 0
    durations, colours = [], []
    for frame in range(3):
        picture.seek(frame)
        durations.append(picture.info["duration"])
        colours.append(picture.convert("RGB").getpixel((5, 5)))
    assert durations == [100, 200, 300]
    assert colours == [(255, 0, 0), (0, 255, 0), (0, 0, 255)]


@pytest.mark.parametrize("kind", ["WEBP", "PNG", "AVIF"])
def test_animations_of_newer_kinds_are_cleaned_as_well(kind: str) -> None:
    frames = [Image.new("RGB", (30, 20), colour) for colour in ("red", "lime", "blue")]
    content = saved(
        frames[0], kind, save_all=True, append_images=frames[1:], duration=100, exif=exif()
    )

    picture = opened(cleaned(content))

    assert picture.n_frames == 3  # type: ignore[attr-defined]  # an animation has them
    assert not dict(picture.getexif())


def test_animation_too_long_to_be_written_anew_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MAX_ANIMATION_PIXELS", 30 * 20 * 3 - 1)

    with pytest.raises(LongAnimationError):
        cleaned_picture(BytesIO(gif_animation()))
    assert cleaned_picture(BytesIO(gif_animation(comment=b""))) is None


@pytest.mark.parametrize(
    "content",
    [
        cut_short(phone_jpeg()),
        cut_short(png_with_text()),
        cut_short(saved(photograph(), "WEBP")),
        cut_short(saved(photograph(), "AVIF")),
        png_bomb(),
        png_text_bomb(),
        gif_bomb(),
        svg_with_script(),
        html(),
        b"",
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a",
        b"RIFF\0\0\0\0WEBPVP8 ",
    ],
    ids=lambda content: repr(content[:12]),
)
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_what_cannot_be_read_to_its_end_is_damaged(content: bytes) -> None:
    with pytest.raises(DamagedPictureError):
        cleaned_picture(BytesIO(content))


def test_photograph_full_of_noise_is_cleaned_too() -> None:
    """Optimised files of such pictures are larger than Pillow's first guess."""
    noise = Image.frombytes("RGB", (700, 700), random.Random(1).randbytes(700 * 700 * 3))

    assert opened(cleaned(saved(noise, "JPEG", quality=100, exif=exif()))).size == (700, 700)


@pytest.mark.parametrize(
    "make",
    [
        phone_jpeg,
        png_with_text,
        gif_animation,
        lambda: saved(photograph(), "WEBP", exif=exif()),
        lambda: saved(photograph(), "AVIF", exif=exif()),
    ],
    ids=["jpeg", "png", "gif", "webp", "avif"],
)
@pytest.mark.filterwarnings("ignore:(?i).*(exif|truncated|tag data):UserWarning")
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_spoilt_picture_is_cleaned_or_called_damaged(make: Callable[[], bytes]) -> None:
    """Bytes changed, cut out and put in at random; the same ones at each run."""
    chance = random.Random(20240501)
    whole = make()
    outcomes: dict[str, Any] = {"cleaned": 0, "damaged": 0}
    for _ in range(60):
        content = bytearray(whole)
        for _ in range(chance.choice([1, 2, 5])):
            place = chance.randrange(len(content))
            match chance.randrange(3):
                case 0:
                    content[place] = chance.randrange(256)
                case 1:
                    del content[place : place + chance.randrange(1, 20)]
                case _:
                    content[place:place] = chance.randbytes(chance.randrange(1, 20))
        try:
            result = cleaned_picture(BytesIO(bytes(content)))
        except DamagedPictureError:
            outcomes["damaged"] += 1
        else:
            opened(result or bytes(content))
            outcomes["cleaned"] += 1

    assert all(outcomes.values()), outcomes
