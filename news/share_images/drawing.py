"""The picture itself: paper and ink, the headline first, the source never in doubt."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass
from hashlib import sha256
from io import BytesIO

from django.core.files.storage import default_storage
from PIL import Image, ImageDraw

from news.cards import HEIGHT, WIDTH
from news.share_images.typesetting import BOLD, REGULAR, SEMIBOLD, fitted, font, printable

logger = logging.getLogger("news_desk.share_images")

# Raise it with every change of the drawing: pictures are then made anew at the next publication.
VERSION = 1
# The site's colours in the light (static/css/site.css).
PAPER = "#fbfaf7"
INK = "#1c1b19"
SOFT = "#5a564e"
RULE = "#d8d3c7"
ACCENT = "#8c2f1b"

EDGE = 80
BAND = 16
# From the top: where the source stands, where the headline may stand, where the organisation does.
SOURCE_AT = 72
HEADLINE_FROM, HEADLINE_TO = 136, 462
FOOT_AT, FOOT_HEIGHT = 510, 72
HEADLINE_SIZES = (100, 92, 84, 76, 68, 60, 54, 48)
LEADING = 1.14
LOGO_SIZE = (300, FOOT_HEIGHT)
MAX_BYTES = 200_000


@dataclass(frozen=True)
class Content:
    """What a picture shows; the logo by its file's name in the storage."""

    headline: str
    source: str
    date: str
    organisation: str
    logo: str

    @property
    def digest(self) -> str:
        """The same for the same picture."""
        said = json.dumps([VERSION, asdict(self)], sort_keys=True)
        return sha256(said.encode()).hexdigest()


def draw(content: Content) -> tuple[bytes, str]:
    """The picture's bytes and its file's suffix."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    canvas = ImageDraw.Draw(picture)
    canvas.rectangle((0, 0, WIDTH, BAND), fill=INK)
    _write_source(canvas, content)
    headline, organisation = printable(content.headline), printable(content.organisation)
    # Without a headline that can be drawn the organisation stands in its place.
    _write_headline(canvas, headline or organisation)
    canvas.line((EDGE, FOOT_AT - 20, WIDTH - EDGE, FOOT_AT - 20), fill=RULE, width=2)
    start = _place_logo(picture, content.logo)
    _write_organisation(canvas, organisation if headline else "", start)
    return _encoded(picture)


def _write_source(canvas: ImageDraw.ImageDraw, content: Content) -> None:
    """The outlet in the accent and, as far as there is room, its date after it."""
    width = WIDTH - 2 * EDGE
    source, date = printable(content.source), printable(content.date)
    x = float(EDGE)
    if source:
        _, [line, *_] = fitted(source, SEMIBOLD, (34,), width, 48, 1.3)
        canvas.text((x, SOURCE_AT), line, font=font(SEMIBOLD, 34), fill=ACCENT, anchor="ls")
        x += font(SEMIBOLD, 34).getlength(line) + 24
    if date and x + font(REGULAR, 34).getlength(date) <= WIDTH - EDGE:
        canvas.text((x, SOURCE_AT), date, font=font(REGULAR, 34), fill=SOFT, anchor="ls")


def _write_headline(canvas: ImageDraw.ImageDraw, headline: str) -> None:
    if not headline:
        return
    room = HEADLINE_TO - HEADLINE_FROM
    size, lines = fitted(headline, BOLD, HEADLINE_SIZES, WIDTH - 2 * EDGE, room, LEADING)
    for number, line in enumerate(lines):
        y = HEADLINE_FROM + size * LEADING * number
        canvas.text((EDGE, y), line, font=font(BOLD, size), fill=INK, anchor="la")


def _place_logo(picture: Image.Image, name: str) -> int:
    """Where what stands beside the logo begins."""
    if not name:
        return EDGE
    try:
        with default_storage.open(name) as file, Image.open(file) as opened:
            logo = opened.convert("RGBA")
    except OSError:
        logger.warning("The logo %s cannot be read; pictures do without it", name)
        return EDGE
    logo.thumbnail(LOGO_SIZE)
    picture.paste(logo, (EDGE, FOOT_AT + (FOOT_HEIGHT - logo.height) // 2), logo)
    return EDGE + logo.width + 24


def _write_organisation(canvas: ImageDraw.ImageDraw, name: str, start: int) -> None:
    if name:
        size, [line, *_] = fitted(name, SEMIBOLD, (36, 30, 26), WIDTH - EDGE - start, 47, 1.3)
        middle = FOOT_AT + FOOT_HEIGHT / 2
        canvas.text((start, middle), line, font=font(SEMIBOLD, size), fill=INK, anchor="lm")


def _encoded(picture: Image.Image) -> tuple[bytes, str]:
    """As PNG, whose letters stay sharp; with a large photograph for a logo as JPEG."""
    target = BytesIO()
    picture.save(target, "PNG", optimize=True)
    if target.tell() <= MAX_BYTES:
        return target.getvalue(), "png"
    target = BytesIO()
    picture.save(target, "JPEG", quality=85, optimize=True)
    return target.getvalue(), "jpg"
