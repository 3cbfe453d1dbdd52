"""Menus of random entries, and the form by which the admin takes them."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.auth.models import Group
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from core.models import DeskDocument
from members.visitors import Audience
from navigation.entries import read_entries, walk
from navigation.models import Menu
from tests.navigation.compose import Stored, entry, group, to_address

# Kinds of entries that name a page.
PAGES = {"page", "group"}


def arrangement(rng: random.Random, place: str) -> list[Stored]:
    """Entries as they are stored."""
    entries = [_entry(rng) for _ in range(rng.randint(2, 5))]
    if place != "utility":
        for number in range(rng.randint(1, 2)):
            below = [_entry(rng) for _ in range(rng.randint(1, 4))]
            page = rng.choice([None, _page(rng)])
            label = f"Group {number} {rng.randint(0, 99)}"
            entries.append(group(label, *below, page=page, audience=_audience(rng)))
    rng.shuffle(entries)
    return [_with_its_key(rng, each) for each in entries]


def _entry(rng: random.Random) -> Stored:
    audience = _audience(rng)
    kind = rng.choice(["page", "page", "page", "document", "address", "list"])
    label = rng.choice(["", f"Label {rng.randint(0, 99)}"])
    if kind == "page":
        return entry("page", page=_page(rng).pk, label=label, audience=audience)
    if kind == "document" and (keys := _keys(DeskDocument)):
        return entry("document", document=rng.choice(keys), label=label, audience=audience)
    if kind == "list":
        name = rng.choice(["home.pages", "news.topics", "news.latest"])
        return entry("list", list=name, most=rng.randint(1, 5), audience=audience)
    return to_address(f"https://example.org/{rng.randint(0, 99)}", "Elsewhere", audience=audience)


def _page(rng: random.Random) -> Page:
    return rng.choice(list(Page.objects.filter(depth__gt=1).order_by("pk")))


def _audience(rng: random.Random) -> str:
    general = ["everyone"] * 5 + ["signed_in", "signed_out", "members"]
    return rng.choice([*general, *(f"group-{key}" for key in _keys(Group))])


def _keys(model: Any) -> list[int]:
    return list(model.objects.order_by("pk").values_list("pk", flat=True))


def _with_its_key(rng: random.Random, stored: Stored) -> Stored:
    """With keys that are the same each time the same seed is used."""
    below = stored["value"].get("entries", [])
    value = {**stored["value"]}
    if below:
        value["entries"] = [_with_its_key(rng, each) for each in below]
    return {**stored, "id": str(uuid.UUID(int=rng.getrandbits(128))), "value": value}


def form_of(menu: Menu, entries: list[Stored], name: str = "", **more: str) -> dict[str, str]:
    """What the admin's form sends for a menu with these entries."""
    fields = {
        "name": name or menu.name,
        "place": menu.place,
        "site": str(menu.site_id),
        "entries": streamfield([_block(each) for each in entries]),
        "previewed_on": "",
        "go_live_at": "",
        "expire_at": "",
    }
    return {key: str(value) for key, value in nested_form_data(fields).items()} | more


def _block(stored: Stored) -> tuple[str, dict[str, Any]]:
    value: dict[str, Any] = {}
    for key, each in stored["value"].items():
        if key == "entries":
            value[key] = streamfield([_block(below) for below in each])
        elif each is not False:
            value[key] = "" if each is None else each
    return stored["type"], value


def pages_in_menus() -> set[Any]:
    """The keys of all pages that an entry of a published menu names."""
    menus = Menu.objects.filter(live=True)
    entries = [entry for menu in menus for entry in read_entries(menu.entries.raw_data)]
    return {each.target for each in walk(entries) if each.kind in PAGES and each.target}


def still_there(menu: Menu) -> list[Stored]:
    """The menu's entries without those that the admin would refuse: their targets are gone."""
    pages, documents = set(_keys(Page)), set(_keys(DeskDocument))
    audiences = {f"group-{key}" for key in _keys(Group)} | set(Audience.values)

    def remains(stored: Stored) -> bool:
        value = stored["value"]
        return (
            value["audience"] in audiences
            and (value.get("page") is None or value["page"] in pages)
            and ("document" not in value or value["document"] in documents)
        )

    def kept(entries: Iterable[Stored]) -> list[Stored]:
        return [
            {**each, "value": _with_entries(each["value"], kept)}
            for each in entries
            if remains(each)
        ]

    return kept(menu.entries.raw_data)


def _with_entries(
    value: dict[str, Any], kept: Callable[[Iterable[Stored]], list[Stored]]
) -> dict[str, Any]:
    return {**value, "entries": kept(value["entries"])} if "entries" in value else dict(value)
