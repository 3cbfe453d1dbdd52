"""Edits of menus, by the admin's own views where they change what is published."""

from __future__ import annotations

import random

from wagtail.models import Site

from navigation.beginnings import NAMES, begin_menus
from navigation.models import Menu
from tests.navigation.races.edits import (
    Done,
    Post,
    Scheduled,
    an_hour_ago,
    kind,
    number,
    one_of,
)
from tests.navigation.races.menus import arrangement, form_of, still_there

PUBLISH = {"action-publish": "1"}


def _menu(rng: random.Random) -> Menu | None:
    found: Menu | None = one_of(rng, Menu.objects.all())
    return found


def _edited(menu: Menu, fields: dict[str, str]) -> Post:
    return Post(f"/admin/snippets/navigation/menu/edit/{menu.pk}/", fields, str(menu.place))


@kind
def menu_composed(rng: random.Random) -> Done:
    if (menu := _menu(rng)) is None:
        return None
    return _edited(menu, form_of(menu, arrangement(rng, menu.place), **PUBLISH))


@kind
def menu_reordered(rng: random.Random) -> Done:
    if (menu := _menu(rng)) is None:
        return None
    entries = still_there(menu)
    rng.shuffle(entries)
    return _edited(menu, form_of(menu, entries, **PUBLISH))


@kind
def menu_renamed(rng: random.Random) -> Done:
    if (menu := _menu(rng)) is None:
        return None
    name = f"Menu {number(rng)}"
    return _edited(menu, form_of(menu, still_there(menu), name, **PUBLISH))


@kind
def menu_drafted(rng: random.Random) -> Done:
    if (menu := _menu(rng)) is None:
        return None
    return _edited(menu, form_of(menu, arrangement(rng, menu.place)))


@kind
def menu_reverted(rng: random.Random) -> Done:
    if (menu := _menu(rng)) is None:
        return None
    revision = one_of(rng, menu.revisions.all())
    if revision is None:
        return None
    revision.publish()
    return f"{menu.place} to {revision.pk}"


@kind
def menu_unpublished(rng: random.Random) -> Done:
    menu = one_of(rng, Menu.objects.filter(live=True))
    path = f"/admin/snippets/navigation/menu/unpublish/{menu.pk}/" if menu else ""
    return Post(path, {}, menu.place) if menu else None


@kind
def menu_published(rng: random.Random) -> Done:
    menu = one_of(rng, Menu.objects.filter(live=False))
    if menu is None:
        return None
    (menu.get_latest_revision() or menu.save_revision()).publish()
    return str(menu.place)


@kind
def menu_scheduled(rng: random.Random) -> Done:
    if (menu := _menu(rng)) is None:
        return None
    menu.entries = arrangement(rng, menu.place)
    menu.go_live_at = an_hour_ago()
    menu.save_revision(approved_go_live_at=menu.go_live_at)
    return Scheduled(str(menu.place))


@kind
def menu_expires(rng: random.Random) -> Done:
    menu = one_of(rng, Menu.objects.filter(live=True))
    if menu is None:
        return None
    Menu.objects.filter(pk=menu.pk).update(expire_at=an_hour_ago())
    return Scheduled(str(menu.place))


@kind
def menu_deleted(rng: random.Random) -> Done:
    if (menu := _menu(rng)) is None:
        return None
    return Post(f"/admin/snippets/navigation/menu/delete/{menu.pk}/", {}, str(menu.place))


@kind
def menus_begun(rng: random.Random) -> Done:
    if Menu.objects.count() == len(NAMES):
        return None
    begin_menus(Menu, Site.objects.get().pk)
    return "anew"
