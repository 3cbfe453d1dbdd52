"""What happens to a picture's bytes before they are kept."""

from __future__ import annotations

from io import BytesIO
from typing import IO

from PIL import Image, ImageOps

# For formats that lose something each time they are written.
QUALITY = 92
# Of all frames together; writing an animation anew takes about a second for 50 million.
MAX_ANIMATION_PIXELS = 100_000_000

# Parts of a JPEG beside the picture itself that are kept: they say how to read its colours.
TECHNICAL = (b"JFIF\0", b"ICC_PROFILE\0", b"Adobe")
# A grey of 16 bits, which formats for the web do not know; making a size of it would fail.
DEEP_GREY = ("I;16", "I;16B", "I")
HIDDEN = {"exif", "comment", "xmp", "photoshop", "XML:com.adobe.xmp", "Raw profile type exif"}


class DamagedPictureError(ValueError):
    """The file says it is a picture but cannot be read to its end."""


class LongAnimationError(ValueError):
    """The animation has too many and too large frames to be written without its hidden data."""


def cleaned_picture(file: IO[bytes]) -> bytes | None:
    """Read the picture to its end; return it as it is kept, or None if that is as it came.

    Phones write the place where a picture was taken into it; an association that shows a member's
    photograph must not publish the member's address. Text chunks and comments go as well: they are
    where scripts hide. The turn that a camera only notes is carried out, since the note goes too.
    What cannot be shown in a page is turned into what can: of phones' double pictures the first is
    kept, greys of 16 bits become greys of 8.

    Raises DamagedPictureError for a truncated or otherwise unreadable picture, LongAnimationError
    for an animation that carries hidden data and is too large to be written anew.
    """
    file.seek(0)
    try:
        with Image.open(file) as picture:
            picture.load()
            return _changed(picture)
    except LongAnimationError:
        raise
    except Exception as error:  # Decoders raise whatever they trip over.
        raise DamagedPictureError(str(error)) from error
    finally:
        file.seek(0)


def _changed(picture: Image.Image) -> bytes | None:
    if not (_hides_something(picture) or picture.format == "MPO" or picture.mode in DEEP_GREY):
        return None
    frames = 1 if picture.format == "MPO" else getattr(picture, "n_frames", 1)
    if frames == 1:
        return _still(picture)
    if picture.width * picture.height * frames > MAX_ANIMATION_PIXELS:
        raise LongAnimationError
    return _animation(picture)


def _hides_something(picture: Image.Image) -> bool:
    return (
        not HIDDEN.isdisjoint(picture.info)
        # PNG keeps free text in a dictionary of its own, JPEG parts that Pillow does not know.
        or bool(getattr(picture, "text", None))
        or any(not data.startswith(TECHNICAL) for _, data in getattr(picture, "applist", ()))
    )


def _still(picture: Image.Image) -> bytes:
    turned = _turned(picture)
    if turned.mode in DEEP_GREY:
        turned = turned.point(lambda grey: grey * (1 / 256)).convert("L")
    clean = Image.new(turned.mode, turned.size)
    clean.paste(turned)
    if turned.mode == "P" and (palette := turned.getpalette()):
        clean.putpalette(palette)
    kept = {
        name: picture.info[name] for name in ("icc_profile", "transparency") if name in picture.info
    }
    target = BytesIO()
    if picture.format in ("JPEG", "MPO"):
        clean.save(target, format="JPEG", quality=QUALITY, optimize=True, **kept)
    else:
        clean.save(target, format=picture.format, quality=QUALITY, **kept)
    return target.getvalue()


def _turned(picture: Image.Image) -> Image.Image:
    """The picture as its camera was held; as it is where the camera's note cannot be read."""
    try:
        return ImageOps.exif_transpose(picture)
    except Exception:  # Decoders raise whatever they trip over.
        return picture


def _animation(picture: Image.Image) -> bytes:
    target = BytesIO()
    picture.save(
        target, format=picture.format, save_all=True, quality=QUALITY, comment=b"", exif=b""
    )
    return target.getvalue()
