"""What happens to a picture's bytes before they are kept."""

from __future__ import annotations

from io import BytesIO
from typing import IO

from PIL import Image, ImageOps

JPEG_QUALITY = 92


class DamagedPictureError(ValueError):
    """The file says it is a picture but cannot be read to its end."""


def cleaned_picture(file: IO[bytes]) -> bytes | None:
    """Read the picture to its end; return it without hidden data, or None if it carries none.

    Phones write the place where a picture was taken into it; an association that shows a member's
    photograph must not publish the member's address. Text chunks and comments go as well: they are
    where scripts hide. The turn that a camera only notes is carried out, since the note goes too.

    Raises DamagedPictureError for a truncated or otherwise unreadable picture.
    """
    file.seek(0)
    try:
        with Image.open(file) as picture:
            picture.load()
            result = _without_hidden_data(picture)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise DamagedPictureError(str(error)) from error
    finally:
        file.seek(0)
    return result


def _without_hidden_data(picture: Image.Image) -> bytes | None:
    hidden = {"exif", "comment", "xmp", "photoshop", "XML:com.adobe.xmp", "Raw profile type exif"}
    # PNG keeps free text in a dictionary of its own.
    carries_text = bool(getattr(picture, "text", None))
    if not (hidden & set(picture.info)) and not carries_text:
        return None
    if getattr(picture, "n_frames", 1) > 1:
        return _animation(picture)
    turned = ImageOps.exif_transpose(picture)
    clean = Image.new(turned.mode, turned.size)
    clean.paste(turned)
    if turned.mode == "P" and (palette := turned.getpalette()):
        clean.putpalette(palette)
    target = BytesIO()
    options: dict[str, object] = {}
    if profile := picture.info.get("icc_profile"):
        options["icc_profile"] = profile
    if "transparency" in picture.info:
        options["transparency"] = picture.info["transparency"]
    if picture.format == "JPEG":
        options |= {"quality": JPEG_QUALITY, "optimize": True}
    clean.save(target, format=picture.format, **options)
    return target.getvalue()


def _animation(picture: Image.Image) -> bytes:
    target = BytesIO()
    picture.save(target, format=picture.format, save_all=True, comment=b"", exif=b"")
    return target.getvalue()
