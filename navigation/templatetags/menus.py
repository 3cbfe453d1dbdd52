"""Menus in templates."""

from __future__ import annotations

from django import template
from django.http import HttpRequest
from django.template import Context
from django.utils.encoding import iri_to_uri
from django.utils.safestring import SafeString

from navigation.menus import key_of, menus_of
from navigation.models import Menu
from navigation.models.menus import Place
from navigation.nodes import Node

register = template.Library()


@register.simple_tag(takes_context=True)
def menu(context: Context, place: str) -> SafeString:
    """The menu at this place of the site; nothing where there is none."""
    return _html(context, place)


@register.simple_tag(takes_context=True)
def placed_menu(context: Context, chosen: Menu | None) -> SafeString:
    """A menu that an editor put into a page."""
    if chosen is None or chosen.place != Place.BLOCK:
        return SafeString("")
    return _html(context, key_of(chosen))


@register.simple_tag(takes_context=True)
def previewed_menu(context: Context) -> SafeString:
    """The menu being previewed, where it has no place of its own on this page."""
    previewed: Menu | None = getattr(context.get("request"), "previewed_menu", None)
    if previewed is None or previewed.place != Place.BLOCK:
        return SafeString("")
    return _html(context, key_of(previewed))


@register.simple_tag(takes_context=True)
def menu_entries(context: Context, place: str) -> tuple[Node, ...]:
    """What the menu at this place shows at its first level."""
    request: HttpRequest | None = context.get("request")
    shown = menus_of(request).get(place) if request else None
    return shown.nodes if shown else ()


def _html(context: Context, key: str) -> SafeString:
    request: HttpRequest | None = context.get("request")
    shown = menus_of(request).get(key) if request else None
    if request is None or shown is None:
        return SafeString("")
    return shown.html(iri_to_uri(request.path), getattr(context.get("page"), "path", ""))
