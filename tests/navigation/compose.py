"""Menus for tests, with as few words as possible."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory

from navigation.menus import menus_of
from navigation.models import Menu
from navigation.nodes import Node

Stored = dict[str, Any]


def entry(kind: str, **value: Any) -> Stored:
    """An entry as it is stored; for everyone unless it says otherwise."""
    common = {} if kind in ("list", "heading") else {"description": "", "highlight": False}
    value = {"audience": "everyone"} | common | value
    return {"id": str(uuid.uuid4()), "type": kind, "value": value}


def to_page(page: Any, label: str = "", **value: Any) -> Stored:
    """An entry that leads to a page."""
    return entry("page", page=page if isinstance(page, int) else page.pk, label=label, **value)


def to_address(
    address: str = "https://example.org/", label: str = "Address", **value: Any
) -> Stored:
    """An entry that leads to an address."""
    return entry("address", address=address, label=label, **value)


def group(label: str, *entries: Stored, page: Any = None, **value: Any) -> Stored:
    """A group of entries."""
    return entry(
        "group", label=label, page=page.pk if page else None, entries=list(entries), **value
    )


def set_menu(place: str, *entries: Stored) -> Menu:
    """Give the first site's menu at this place these entries."""
    menu = Menu.objects.get(place=place)
    menu.entries = list(entries)
    menu.save()
    return menu


def request_from(user: Any = None, path: str = "/", host: str = "localhost") -> HttpRequest:
    """A request, as views see it."""
    request = RequestFactory().get(path, headers={"host": host})
    request.user = user or AnonymousUser()
    return request


def nodes(place: str = "main", user: Any = None, host: str = "localhost") -> tuple[Node, ...]:
    """What this person is shown of the menu at this place."""
    shown = menus_of(request_from(user, host=host)).get(place)
    return shown.nodes if shown else ()


def words(place: str = "main", user: Any = None, host: str = "localhost") -> list[Any]:
    """The labels this person reads; those of a group in a list of their own behind it."""
    said: list[Any] = []
    for node in nodes(place, user, host):
        said.append(node.label)
        if node.nodes:
            said.append([child.label for child in node.nodes])
    return said
