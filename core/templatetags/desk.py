"""Template tags every template of the site may use."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.template import Context
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from core.body import expanded
from core.files_shown import Filed, may_have
from core.models import DeskImage
from core.pictures_shown import is_making_all_sizes, picture_html
from core.places import contributions_to
from core.veils import veiled

register = template.Library()

# What could end the script element or begin another, or ends a line in a script but not in JSON;
# written so that JSON reads the same.
_JSON_IN_HTML = {ord(character): f"\\u{ord(character):04X}" for character in "<>&\u2028\u2029"}


@register.simple_tag(takes_context=True)
def place(context: Context, name: str) -> SafeString:
    """What the apps contribute to this place (see core.places)."""
    return format_html_join("", "{}", ((part(context),) for part in contributions_to(name)))


@register.simple_tag(takes_context=True)
def picture_of(
    context: Context, image: DeskImage | None, made: str, **attributes: Any
) -> SafeString:
    """A picture in several sizes and formats, the smallest first (see core.pictures_shown).

    Nothing for a reader who may not have it.
    """
    if image is None or is_kept_from_reader(context, image):
        return SafeString("")
    return picture_html(image, made, attributes)


@register.simple_tag(takes_context=True)
def is_kept_from_reader(context: Context, file: Filed | None) -> bool:
    """Whether there is such a picture or document, but not for this reader (core.files_shown)."""
    if file is None or is_making_all_sizes():
        return False
    return not may_have(file, context.get("request"))


@register.simple_tag(takes_context=True)
def figures_for_reader(context: Context, figures: Iterable[Any]) -> list[Any]:
    """Those of a gallery's figures whose picture this reader may have."""
    return [each for each in figures if not is_kept_from_reader(context, each.get("image"))]


@register.filter
def json_ld(data: Any) -> SafeString:
    """A data block for search engines; browsers never run it."""
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=None)
    return mark_safe(  # noqa: S308 -- what could leave the element is escaped
        f'<script type="application/ld+json">{text.translate(_JSON_IN_HTML)}</script>'
    )


@register.filter
def dial(number: str) -> str:
    """A telephone number as a telephone dials it: digits, with a plus where it begins with one.

    The nought in “+44 (0)20 …” is for callers within the country; after the plus it is wrong.
    """
    plus = "+" if number.strip().startswith("+") else ""
    dialled = number.replace("(0)", "", 1) if plus else number
    return plus + "".join(str(int(character)) for character in dialled if character.isdecimal())


@register.filter
def mail_link(address: str) -> SafeString:
    """Where a link to an e-mail address leads, veiled (see core.veils)."""
    return veiled(f"mailto:{quote(address, safe='@')}")


@register.filter
def mail_address(address: str) -> SafeString:
    """An e-mail address, veiled (see core.veils)."""
    return veiled(address)


@register.filter
def rich(text: Any) -> SafeString:
    """Rich text as HTML; Wagtail's editor and converter let nothing but its features through."""
    return mark_safe(expanded(text))  # noqa: S308 -- made by Wagtail's converter
