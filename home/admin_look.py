"""The admin in the organisation's colour: the ground of its menu, light and dark.

Not its buttons and links: an accent may well be red, and red is how Wagtail says "this deletes".
The sheet is made anew from the colour like the site's own (home.accents).
"""

from __future__ import annotations

from functools import lru_cache

from django.urls import reverse

from core.colours import ACCENT, Colour, nearest_readable, parse
from home.accents import Sheet

WHITE = (parse("#ffffff"),)
# The contrast of the menu's ground with white: its entries are white at four fifths. What is open
# is darker than the rest by day, lighter by night, as Wagtail has it.
GROUND, OPEN = 9.0, 12.0
NIGHT_GROUND, NIGHT_OPEN = 15.0, 12.0
# Headings and labels are ink with a tinge of it: a red label would look like an error.
INK, LIGHTER_INK = 15.0, 13.0

_NIGHT = "--w-color-surface-menus: {night}; --w-color-surface-menu-item-active: {night_open};"
_SHEET = f""":root {{{{
  --w-color-primary: {{ink}}; --w-color-primary-200: {{lighter_ink}};
  --w-color-surface-menus: {{ground}}; --w-color-surface-menu-item-active: {{open}};
}}}}
.w-theme-dark {{{{ {_NIGHT} }}}}
@media (prefers-color-scheme: dark) {{{{ .w-theme-system {{{{ {_NIGHT} }}}} }}}}
"""


@lru_cache(maxsize=64)
def admin_sheet_for(code: str) -> Sheet | None:
    """The sheet of a colour, darkened as far as needed; None for what is no colour."""
    try:
        accent = parse(code)
    except ValueError:
        return None

    def as_dark_as(contrast: float) -> str:
        return nearest_readable(accent, WHITE, contrast).code

    return Sheet.of(
        _SHEET.format(
            ink=as_dark_as(INK),
            lighter_ink=as_dark_as(LIGHTER_INK),
            ground=as_dark_as(GROUND),
            open=as_dark_as(OPEN),
            night=as_dark_as(NIGHT_GROUND),
            night_open=as_dark_as(NIGHT_OPEN),
        )
    )


def admin_address_of(code: str) -> str:
    """Where the sheet of an organisation's accent is; of the site's own where it has none."""
    sheet = admin_sheet_for(code)
    colour: Colour = parse(code) if sheet else ACCENT
    sheet = sheet or admin_sheet_for(ACCENT.code)
    return reverse("home:admin_accent", args=[colour.code[1:], sheet.digest]) if sheet else ""
