"""What is remembered of restrictions: to whom what is closed, and where nothing can be."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.db import connection
from django.db.models import Value
from django.db.models.functions import Substr
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from core.closures import Closure, Closures, closures, paths_from_root
from core.expressions import IsOneOf
from home.models import HomePage
from members.access import audience_of, visible_to
from members.models import User
from news.models import NewsDeskPage
from tests.factories import ArticlePageFactory, StandardPageFactory, UserFactory, restrict

pytestmark = pytest.mark.django_db


def test_paths_from_root_are_those_of_the_pages_above_and_its_own() -> None:
    assert list(paths_from_root("000100020003")) == ["0001", "00010002", "000100020003"]


def test_each_restriction_closes_to_those_in_none_of_its_groups() -> None:
    known = Closures([Closure("00010001", frozenset({1, 2})), Closure("00010002", frozenset())], {})

    assert known.closed_to(frozenset()) == {"00010001", "00010002"}
    assert known.closed_to(frozenset({2, 9})) == {"00010002"}


def test_alias_is_closed_with_what_it_shows() -> None:
    known = Closures(
        [Closure("00010001", frozenset({1}))],
        {"00010005": "000100010001", "00010006": "00010002"},
    )

    assert known.closed_to(frozenset()) == {"00010001", "00010005"}
    assert known.closed_to(frozenset({1})) == frozenset()


def test_page_reached_by_nothing_is_not_asked_about(home_page: HomePage) -> None:
    closed = StandardPageFactory(parent=home_page)
    below = StandardPageFactory(parent=closed)
    beside = StandardPageFactory(parent=home_page)
    restrict(closed, "Members")

    assert closures().may_reach(closed)
    assert closures().may_reach(below)
    assert not closures().may_reach(beside)


def test_alias_and_what_stands_below_one_are_always_asked_about(home_page: HomePage) -> None:
    source = StandardPageFactory(parent=home_page)
    StandardPageFactory(parent=source, slug="below")
    alias = source.create_alias(update_slug="alias", recursive=True)
    below = alias.get_children().get()

    assert closures().may_reach(alias)
    assert closures().may_reach(below)


def test_where_nothing_is_closed_lists_ask_nothing_more(desk: NewsDeskPage) -> None:
    ArticlePageFactory(parent=desk)
    visible_to(Page.objects.all(), AnonymousUser())

    assert str(visible_to(Page.objects.all(), AnonymousUser()).query) == str(
        Page.objects.all().query
    )


def test_ten_thousand_closed_pages_take_one_parameter(
    home_page: HomePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = StandardPageFactory(parent=home_page)
    many = [Closure(f"{number:016}", frozenset()) for number in range(10_000)]
    monkeypatch.setattr(
        "members.access.closures", lambda: Closures([*many, Closure(page.path, frozenset())], {})
    )

    with CaptureQueriesContext(connection) as captured:
        readable = set(visible_to(Page.objects.all(), AnonymousUser()).values_list("pk", flat=True))

    assert len(captured) == 1
    assert page.pk not in readable
    assert home_page.pk in readable


def test_text_is_found_among_texts_of_any_kind(home_page: HomePage) -> None:
    odd = ["0001", "'; DROP TABLE x", '"', "\\", "ä", ""]
    pages = Page.objects.filter(pk=home_page.pk)

    assert pages.filter(IsOneOf(Substr("path", 1, 4), odd)).exists()
    assert not pages.filter(IsOneOf("path", odd)).exists()
    assert not pages.filter(IsOneOf("path", [])).exists()
    for text in odd:
        assert pages.filter(IsOneOf(Value(text), odd)).exists()


def test_people_who_may_read_the_same_are_one_audience(
    member: User, editor: User, superuser: User
) -> None:
    other_member = UserFactory.create(groups=["Members"])
    suspended = UserFactory.create(groups=["Members"], is_active=False)

    assert audience_of(member) == audience_of(other_member)
    assert audience_of(suspended) == audience_of(AnonymousUser()) == "everyone"
    assert len({audience_of(each) for each in (member, editor, superuser, suspended)}) == 4


def test_whoever_may_own_pages_is_an_audience_of_one() -> None:
    group = Group.objects.get(name="Editors")
    first, second = (UserFactory.create() for _ in range(2))
    for user in (first, second):
        user.groups.add(group)

    assert audience_of(first) != audience_of(second)
