"""What an organisation's identity may hold: each refusal says what to do instead."""

from __future__ import annotations

import re
from html import unescape

from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from core.colours import DARK, LIGHT, TEXT_CONTRAST, lowest_contrast, parse
from core.files_shown import is_open_to_everyone
from core.models import DeskImage
from core.validators import no_hidden_characters
from home.accents import is_readable, offered_for
from home.logos import seen_share

MAX_LINES = 6
# Of the footer's text with its tags; what is read of it is limited by the field.
MAX_HTML = 5_000
# A logo of which less can be seen is refused.
SEEN_SHARE = 0.5
ICON_PIXELS = 192
SHARE_PIXELS = (600, 315)


def lines(text: str) -> None:
    """Refuse what `no_hidden_characters` refuses in any line, and too many lines."""
    found = re.split(r"\r?\n", text.strip())
    for line in found:
        no_hidden_characters(line)
    if len(found) > MAX_LINES:
        raise ValidationError(
            _("At most %(count)s lines, please.") % {"count": MAX_LINES}, code="lines"
        )


def short_html(html: str) -> None:
    """Refuse hidden characters in what is read of it, and addresses without end."""
    no_hidden_characters(" ".join(unescape(strip_tags(html)).split("\n")))
    if len(html) > MAX_HTML:
        raise ValidationError(
            _("This is too long. Please shorten it or the addresses it links to."), code="long"
        )


def accent(text: str) -> None:
    """Refuse what is no colour and what cannot be read; name the nearest that can."""
    try:
        colour = parse(text)
    except ValueError as error:
        raise ValidationError(
            _("Please write the colour as # and six digits, such as #1d5c63."), code="no_colour"
        ) from error
    if not is_readable(colour):
        # Rounded down: 4.46 must not be told to be too little and called 4.5.
        found = int(lowest_contrast(colour, LIGHT) * 10) / 10
        raise ValidationError(
            _(
                "Words in this colour could not be read on our paper: its contrast is %(found)s to "
                "1, and %(needed)s to 1 is needed. The nearest colour that can be read is "
                "%(offered)s."
            )
            % {"found": found, "needed": TEXT_CONTRAST, "offered": offered_for(colour).code},
            code="contrast",
        )


def for_everybody(image: DeskImage) -> None:
    """Refuse a picture that not everybody may see: it would be left out on every page."""
    if not is_open_to_everyone(image):
        raise ValidationError(
            _(
                "This picture is in the collection “%(collection)s”, which is not open to "
                "everybody, and everybody is shown the organisation's. Please choose one of "
                "another collection."
            )
            % {"collection": image.collection.name},
            code="private",
        )


def logo(image: DeskImage) -> None:
    """Refuse a logo that could not be seen on light paper."""
    if seen_share(image, LIGHT[0]) < SEEN_SHARE:
        raise ValidationError(
            _(
                "This logo could not be seen on light paper. Please choose one in darker colours, "
                "or one on a ground of its own. Is it the one for dark pages? That has a field of "
                "its own."
            ),
            code="unseen",
        )


def logo_for_dark(image: DeskImage) -> None:
    """Refuse a logo that could not be seen on dark paper."""
    if seen_share(image, DARK[0]) < SEEN_SHARE:
        raise ValidationError(
            _(
                "This logo could not be seen on dark paper. Please choose one in lighter colours, "
                "or leave this empty: the other logo then stands on a light plate."
            ),
            code="unseen",
        )


def icon(image: DeskImage) -> None:
    """Refuse an icon that is not square or too small for home screens."""
    size = {"width": image.width, "height": image.height, "least": ICON_PIXELS}
    # A pixel's difference is nothing that anybody sees.
    if abs(image.width - image.height) > 1:
        raise ValidationError(
            _("The icon has to be square; this picture is %(width)s × %(height)s pixels.") % size,
            code="not_square",
        )
    if min(image.width, image.height) < ICON_PIXELS:
        raise ValidationError(
            _(
                "The icon needs at least %(least)s × %(least)s pixels; this picture has %(width)s "
                "× %(height)s."
            )
            % size,
            code="small",
        )


def share_image(image: DeskImage) -> None:
    """Refuse a picture that other sites would show as small as a stamp."""
    width, height = SHARE_PIXELS
    if image.width < width or image.height < height:
        raise ValidationError(
            _("This picture is too small: it needs at least %(width)s × %(height)s pixels.")
            % {"width": width, "height": height},
            code="small",
        )
