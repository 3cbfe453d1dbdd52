"""Pictures as phones, programs and attackers make them."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import ExifTags, Image, PngImagePlugin

SCRIPT = b"<script>alert(1)</script>"
MAKER = "Phone of Ms Example"

# Camera's notes of a turn: what the upper left corner of the stored picture shows once turned.
TURNED_QUARTER = 6


def photograph(width: int = 60, height: int = 40) -> Image.Image:
    """A picture whose left upper corner is red, for telling which way up it is."""
    picture = Image.new("RGB", (width, height), "white")
    picture.paste("red", (0, 0, width // 2, height // 2))
    return picture


def exif(*, orientation: int = 1) -> Image.Exif:
    """A camera's notes: maker, place, which way up."""
    notes = Image.Exif()
    notes[ExifTags.Base.Make] = MAKER
    notes[ExifTags.Base.Orientation] = orientation
    place = notes.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef] = "N"
    place[ExifTags.GPS.GPSLatitude] = (51.0, 30.0, 26.0)
    return notes


def saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    """The picture's bytes."""
    target = BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()


def opened(content: bytes) -> Image.Image:
    """The picture, read to its end."""
    picture = Image.open(BytesIO(content))
    picture.load()
    return picture


def phone_jpeg(*, orientation: int = TURNED_QUARTER, **options: Any) -> bytes:
    """A photograph with place, maker and a comment, held sideways."""
    return saved(
        photograph(), "JPEG", exif=exif(orientation=orientation), comment=SCRIPT, **options
    )


def mpo() -> bytes:
    """What some phones store as .jpg: a photograph and a second one for depth, with notes."""
    return saved(
        photograph(),
        "MPO",
        save_all=True,
        append_images=[photograph()],
        exif=exif(orientation=TURNED_QUARTER),
    )


def png_with_text() -> bytes:
    """A PNG with every kind of text chunk, and a camera's notes."""
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", SCRIPT.decode())
    text.add_text("Author", MAKER, zip=True)
    text.add_itxt("XML:com.adobe.xmp", f"<x:xmpmeta>{MAKER}</x:xmpmeta>")
    return saved(photograph(), "PNG", pnginfo=text, exif=exif())


def gif_animation(*, comment: bytes = SCRIPT) -> bytes:
    """Three frames of different length, for ever."""
    frames = [Image.new("RGB", (30, 20), colour).convert("P") for colour in ("red", "lime", "blue")]
    return saved(
        frames[0],
        "GIF",
        save_all=True,
        append_images=frames[1:],
        duration=[100, 200, 300],
        loop=0,
        comment=comment,
    )


def cut_short(content: bytes) -> bytes:
    """The first two thirds of a file."""
    return content[: len(content) * 2 // 3]


def png_chunk(name: bytes, data: bytes) -> bytes:
    """One chunk of a PNG file."""
    checksum = zlib.crc32(name + data)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", checksum)


def png_bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A few bytes that say they are a picture of billions of pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", header)
        + png_chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + png_chunk(b"IEND", b"")
    )


def gif_bomb() -> bytes:
    """The same as GIF."""
    content = bytearray(gif_animation())
    content[6:10] = struct.pack("<HH", 65_535, 65_535)
    return bytes(content)


def png_text_bomb() -> bytes:
    """A compressed text chunk that unfolds to a hundred megabytes."""
    whole = saved(photograph(), "PNG")
    text = b"Comment\0\0" + zlib.compress(b"\0" * 100_000_000, 9)
    head, tail = whole[:33], whole[33:]
    return head + png_chunk(b"zTXt", text) + tail


def svg_with_script() -> bytes:
    """A drawing that runs a script when it is shown as a page."""
    return b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def html() -> bytes:
    """A page."""
    return b"<!doctype html><script>alert(1)</script>"


def jpeg_polyglot() -> bytes:
    """A JPEG that is also a script: its comment opens what its end closes."""
    return saved(photograph(), "JPEG", comment=b"*/=alert(1);/*") + b"*/" + SCRIPT
