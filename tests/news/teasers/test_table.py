"""Who sees at least the teaser: every restriction, every setting, every visitor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from core.memory import forget
from home.models import HomePage
from members.models import User
from news.models import ArticlePage, NewsDeskPage
from news.teasers import may_see
from tests.factories import ArticlePageFactory, UserFactory, restrict

# Where it is restricted, and to whom; and whether that is "for members" throughout.
RESTRICTIONS: dict[str, tuple[list[tuple[str, tuple[str, ...]]], bool]] = {
    "public": ([], True),
    "members": ([("article", ("Members",))], True),
    "group": ([("article", ("Board",))], False),
    "members or a group": ([("article", ("Members", "Board"))], True),
    "members, inherited": ([("desk", ("Members",))], True),
    "members, on the whole site": ([("home", ("Members",))], True),
    "group, inherited": ([("desk", ("Board",))], False),
    "group within members": ([("desk", ("Members",)), ("article", ("Board",))], False),
    "members within a group": ([("desk", ("Board",)), ("article", ("Members",))], False),
    "members twice": ([("desk", ("Members",)), ("article", ("Members",))], True),
    "nobody": ([("article", ())], False),
}
# What desk and article say; None: it depends on whom it is for.
SETTINGS: dict[tuple[str, str], bool | None] = {
    ("usual", "section"): None,
    ("yes", "section"): True,
    ("no", "section"): False,
    **{(desk, "yes"): True for desk in ("usual", "yes", "no")},
    **{(desk, "no"): False for desk in ("usual", "yes", "no")},
}
VISITORS: dict[str, tuple[str, ...] | None] = {
    "anonymous": None,
    "stranger": (),
    "member": ("Members",),
    "board": ("Board",),
    "both": ("Members", "Board"),
    "editor": ("Editors",),
}


@dataclass
class World:
    """The people with their browsers, and the pages."""

    people: dict[str, Any]
    clients: dict[str, Client]
    pages: dict[str, Any]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Made once for all cases: each of them takes back what it changes."""
    with django_db_blocker.unblock(), transaction.atomic():
        people: dict[str, Any] = {
            name: AnonymousUser() if groups is None else UserFactory.create(groups=list(groups))
            for name, groups in VISITORS.items()
        }
        clients = {name: Client() for name in people}
        for name, person in people.items():
            if isinstance(person, User):
                clients[name].force_login(person)
        desk = NewsDeskPage.objects.get()
        pages = {
            "home": HomePage.objects.get(),
            "desk": desk,
            "article": ArticlePageFactory(parent=desk, title="Canary headline"),
        }
        yield World(people, clients, pages)
        transaction.set_rollback(True)


def say(world: World, desk: str, article: str) -> None:
    """What desk and article say, past all signals."""
    NewsDeskPage.objects.filter(pk=world.pages["desk"].pk).update(teasers=desk)
    ArticlePage.objects.filter(pk=world.pages["article"].pk).update(teaser=article)
    forget()


@pytest.mark.parametrize("name", RESTRICTIONS)
@pytest.mark.django_db
def test_rule_lists_and_page_agree_with_the_table(name: str, world: World) -> None:
    restrictions, is_for_members = RESTRICTIONS[name]
    for place, groups in restrictions:
        restrict(world.pages[place], *groups)
    for (desk, article), said in SETTINGS.items():
        say(world, desk, article)
        teaser = is_for_members if said is None else said
        for visitor, own in VISITORS.items():
            case = (desk, article, visitor)
            reads = visitor == "editor" or all(
                own is not None and set(own) & set(groups) for _, groups in restrictions
            )
            check_rule(world, visitor, case, reads=reads, sees=reads or teaser)
            if said is None:
                check_pages(world, visitor, case, reads=reads, sees=reads or teaser)


def check_rule(world: World, visitor: str, case: Any, *, reads: bool, sees: bool) -> None:
    """By the predicate and by the query sets."""
    person = world.people[visitor]
    page = ArticlePage.objects.get(pk=world.pages["article"].pk)
    assert may_see(person, page) is sees, case
    assert ArticlePage.objects.shown_to(person).filter(pk=page.pk).exists() is sees, case
    assert ArticlePage.objects.visible_to(person).filter(pk=page.pk).exists() is reads, case


def check_pages(world: World, visitor: str, case: Any, *, reads: bool, sees: bool) -> None:
    """At the article's address, and in the desk's list if the desk may be read itself."""
    client = world.clients[visitor]
    answer = client.get(world.pages["article"].url)
    refused = 404 if visitor == "anonymous" else 403
    assert answer.status_code == (200 if sees else refused), case
    assert (b"Canary headline" in answer.content) is sees, case
    assert (b"ways-in" in answer.content) is (sees and not reads), case
    listed = client.get(world.pages["desk"].url)
    if listed.status_code == 200:
        assert (b"Canary headline" in listed.content) is sees, case
        assert (b"1 article" in listed.content) is sees, case
