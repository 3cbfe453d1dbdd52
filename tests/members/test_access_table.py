"""Every kind of visitor at every kind of restriction: rule, lists and served pages agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import GroupPagePermission, Page, PageViewRestriction

from home.models import HomePage, StandardPage
from members.access import may_read, visible_to
from members.models import User
from news.models import ArticlePage, NewsDeskPage
from tests.factories import (
    ArticlePageFactory,
    NewsDeskPageFactory,
    StandardPageFactory,
    UserFactory,
)
from tests.members.oracle import LOGIN, PASSWORD, Restriction, Site, Visitor

if TYPE_CHECKING:
    from members.access import Reader

MEMBERS = frozenset({"Members"})
BOARD = frozenset({"Board"})

VISITORS = {
    "anonymous": Visitor(anonymous=True),
    "stranger": Visitor(),
    "member": Visitor(groups=MEMBERS),
    "board": Visitor(groups=BOARD),
    "both": Visitor(groups=MEMBERS | BOARD),
    "inactive": Visitor(groups=MEMBERS | BOARD, active=False),
    "editor": Visitor(groups=frozenset({"Editors"}), changes=frozenset({"desk"})),
    "administrator": Visitor(groups=frozenset({"Administrators"}), changes=frozenset({"home"})),
    "superuser": Visitor(superuser=True),
    "author": Visitor(
        groups=frozenset({"Authors"}), adds=frozenset({"desk"}), owns=frozenset({"article"})
    ),
}
PARENTS: dict[str, str | None] = {
    "home": None,
    "desk": "home",
    "article": "desk",
    "second desk": "home",
    "far article": "second desk",
    "section": "home",
    "leaf": "section",
    # Aliases; what they show is in the cases.
    "alias on desk": "desk",
    "alias on second desk": "second desk",
    "alias of alias": "desk",
}
SHOWS = {
    "alias on desk": "far article",
    "alias on second desk": "article",
    "alias of alias": "far article",
}


@dataclass(frozen=True)
class Case:
    """Some restrictions, and the page to look at."""

    page: str
    restrictions: tuple[Restriction, ...] = ()


CASES = {
    "no restriction": Case("article"),
    "members, on the page": Case("article", (Restriction("article", MEMBERS),)),
    "members, on the section above": Case("article", (Restriction("desk", MEMBERS),)),
    "members, on the whole site": Case("article", (Restriction("home", MEMBERS),)),
    "another group, on the page": Case("article", (Restriction("article", BOARD),)),
    "either of two groups": Case("article", (Restriction("desk", MEMBERS | BOARD),)),
    "two different groups, nested": Case(
        "article", (Restriction("desk", MEMBERS), Restriction("article", BOARD))
    ),
    "no group at all": Case("article", (Restriction("desk"),)),
    "left over: any account": Case("article", (Restriction("article", kind=LOGIN),)),
    "left over: any account, with groups": Case("article", (Restriction("desk", MEMBERS, LOGIN),)),
    "left over: password": Case("article", (Restriction("desk", kind=PASSWORD),)),
    "left over beside a group": Case(
        "article", (Restriction("desk", MEMBERS), Restriction("article", kind=PASSWORD))
    ),
    "on another desk only": Case("article", (Restriction("second desk", MEMBERS),)),
    "standard page below a private one": Case("leaf", (Restriction("section", MEMBERS),)),
    "alias of a private page": Case("alias on desk", (Restriction("far article", MEMBERS),)),
    "alias of a page in a private section": Case(
        "alias on desk", (Restriction("second desk", MEMBERS),)
    ),
    "alias in a private section": Case(
        "alias on second desk", (Restriction("second desk", MEMBERS),)
    ),
    "alias as private as both places": Case(
        "alias on desk", (Restriction("desk", BOARD), Restriction("second desk", MEMBERS))
    ),
    "alias restricted itself": Case("alias on desk", (Restriction("alias on desk", BOARD),)),
    "alias of an alias of a private page": Case(
        "alias of alias", (Restriction("far article", MEMBERS),)
    ),
}


@dataclass(frozen=True)
class World:
    """The accounts of all visitors, each with a browser of its own, and the pages of PARENTS."""

    people: dict[str, Reader]
    clients: dict[str, Client]
    pages: dict[str, Page]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Made once for all cases: each of them adds its restrictions and takes them back."""
    with django_db_blocker.unblock(), transaction.atomic():
        people = make_people()
        yield World(people, make_clients(people), make_pages(people))
        transaction.set_rollback(True)


def make_people() -> dict[str, Reader]:
    """An account for every visitor."""
    people: dict[str, Reader] = {"anonymous": AnonymousUser()}
    for name, visitor in VISITORS.items():
        if not visitor.anonymous:
            people[name] = UserFactory.create(
                groups=sorted(visitor.groups),
                is_active=visitor.active,
                is_superuser=visitor.superuser,
            )
    return people


def make_clients(people: dict[str, Reader]) -> dict[str, Client]:
    """A browser for every visitor, signed in."""
    clients = {name: Client() for name in people}
    for name, person in people.items():
        if isinstance(person, User):
            clients[name].force_login(person)
    return clients


def make_pages(people: dict[str, Reader]) -> dict[str, Page]:
    """The pages of PARENTS; nobody but its author owns the article."""
    home_page, desk = HomePage.objects.get(), NewsDeskPage.objects.get()
    second_desk = NewsDeskPageFactory(parent=home_page)
    section = StandardPageFactory(parent=home_page)
    # What may be seen of an article nevertheless has a table of its own (tests/news/teasers).
    NewsDeskPage.objects.update(teasers="no")
    pages: dict[str, Any] = {
        "home": home_page,
        "desk": desk,
        "second desk": second_desk,
        "section": section,
        "leaf": StandardPageFactory(parent=section),
        "article": ArticlePageFactory(parent=desk, owner=people["author"]),
        "far article": ArticlePageFactory(parent=second_desk),
    }
    for name, shown in SHOWS.items():
        source = pages["alias on desk"] if name == "alias of alias" else pages[shown]
        pages[name] = CreatePageAliasAction(
            source, parent=pages[str(PARENTS[name])], update_slug=name.replace(" ", "-")
        ).execute()
    # What editors may do is said in VISITORS; authors may add pages to the first desk.
    GroupPagePermission.objects.filter(page=second_desk).delete()
    GroupPagePermission.objects.create(
        group=Group.objects.get(name="Authors"),
        page=desk,
        permission=Permission.objects.get(codename="add_page"),
    )
    return pages


def restrict(pages: dict[str, Page], restrictions: tuple[Restriction, ...]) -> None:
    """Write the restrictions into the database."""
    for each in restrictions:
        row = PageViewRestriction.objects.create(page=pages[each.page], restriction_type=each.kind)
        row.groups.set(Group.objects.get_or_create(name=name)[0] for name in sorted(each.groups))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
@pytest.mark.django_db
def test_rule_lists_and_served_page_agree_with_the_table(case: Case, world: World) -> None:
    restrict(world.pages, case.restrictions)
    rule = Site(PARENTS, SHOWS, list(case.restrictions))
    page = world.pages[case.page]
    specific = ArticlePage if isinstance(page, ArticlePage) else StandardPage
    other = StandardPage if specific is ArticlePage else ArticlePage

    for name, visitor in VISITORS.items():
        person = world.people[name]
        expected = rule.may_read(visitor, case.page)
        assert may_read(person, specific.objects.get(pk=page.pk)) is expected, name
        assert may_read(person, Page.objects.get(pk=page.pk)) is expected, name
        assert specific.objects.visible_to(person).filter(pk=page.pk).exists() is expected, name
        assert visible_to(Page.objects.all(), person).filter(pk=page.pk).exists() is expected, name
        assert not other.objects.visible_to(person).filter(pk=page.pk).exists(), name
        turned_away = 404 if visitor.anonymous or not visitor.active else 403
        answer = world.clients[name].get(page.url).status_code
        assert answer == (200 if expected else turned_away), name


def test_table_lets_some_in_and_keeps_some_out_in_every_restricted_case() -> None:
    """The table would prove nothing if every case had the same answer for all."""
    for name, case in CASES.items():
        rule = Site(PARENTS, SHOWS, list(case.restrictions))
        answers = {rule.may_read(visitor, case.page) for visitor in VISITORS.values()}
        assert answers == ({True, False} if name not in OPEN else {True}), name


OPEN = {"no restriction", "on another desk only"}
