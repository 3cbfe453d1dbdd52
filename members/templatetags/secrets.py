"""Drawings that carry a secret and are therefore part of the page, not a file of their own."""

from __future__ import annotations

import re

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def drawing(svg: str) -> SafeString:
    """The picture for an authenticator app, made by us; without the head a file would have."""
    return mark_safe(re.sub(r"^\s*<\?xml[^>]*\?>\s*", "", svg))  # noqa: S308 -- drawn by qrcode
