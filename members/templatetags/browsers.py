"""Browsers in people's words."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

register = template.Library()

# What a browser calls itself names its ancestors as well: the youngest name first.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser/": "Samsung Internet",
    "Firefox/": "Firefox",
    "FxiOS/": "Firefox",
    "CriOS/": "Chrome",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS X": "Mac",
    "CrOS": "Chromebook",
    "Linux": "Linux",
}


@register.filter
def browser(user_agent: str) -> str:
    """Such as "Firefox, Windows"; what nobody knows is left as it calls itself, cut short."""
    names = [_first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)]
    known = ", ".join(name for name in names if name)
    return known or user_agent[:60] or _("Unknown browser")


def _first(names: dict[str, str], user_agent: str) -> str:
    return next((name for sign, name in names.items() if sign in user_agent), "")
