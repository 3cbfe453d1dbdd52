"""The access rule on trees nobody thought of."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import GroupPagePermission, Page, PageViewRestriction

from core import memory
from home.models import HomePage
from members.access import may_read, visible_to
from members.models import User
from news.models import ArticlePage, NewsDeskPage
from tests.bulk import add_articles
from tests.factories import StandardPageFactory, UserFactory, restrict
from tests.members.oracle import GROUPS, LOGIN, PASSWORD, Restriction, Site, Visitor

if TYPE_CHECKING:
    from members.access import Reader

GROUP_NAMES = ["Members", "Board", "Volunteers"]
group_sets = st.frozensets(st.sampled_from(GROUP_NAMES), max_size=3)


@st.composite
def sites(draw: st.DrawFn) -> Site:
    """A tree of up to nine pages, some of them aliases, some restricted."""
    parents: dict[str, str | None] = {"0": None}
    for number in range(1, draw(st.integers(1, 8))):
        parents[str(number)] = draw(st.sampled_from(sorted(parents)))
    names = sorted(parents)
    shows: dict[str, str] = {}
    for alias in draw(st.lists(st.sampled_from(names), max_size=3, unique=True)):
        sources = [name for name in names if name != alias and name not in shows]
        if sources and alias not in shows.values():
            shows[alias] = draw(st.sampled_from(sources))
    kinds = st.sampled_from([GROUPS, GROUPS, GROUPS, LOGIN, PASSWORD])
    restrictions = st.builds(Restriction, st.sampled_from(names), group_sets, kinds)
    return Site(parents, shows, draw(st.lists(restrictions, max_size=4)))


@st.composite
def cases(draw: st.DrawFn) -> tuple[Site, Visitor]:
    """A site, and somebody who may have rights on some of its pages."""
    site = draw(sites())
    pages = st.frozensets(st.sampled_from(sorted(site.parents)), max_size=1)
    visitor = st.builds(
        Visitor,
        groups=group_sets,
        active=st.sampled_from([True, True, True, False]),
        superuser=st.sampled_from([False, False, False, True]),
        anonymous=st.just(False),
        changes=pages,
        adds=pages,
        owns=st.frozensets(st.sampled_from(sorted(site.parents)), max_size=3),
    )
    return site, draw(st.one_of(st.just(Visitor(anonymous=True)), visitor))


def path_of(site: Site, name: str, root: str) -> str:
    """A tree path; numbers among siblings differ by more than their last digit."""
    parent = site.parents[name]
    above = root if parent is None else path_of(site, parent, root)
    return above + f"{int(name) * 7 + 2:04X}"


def build(site: Site, root: Page, owner: Reader, owned: frozenset[str]) -> dict[str, Page]:
    """The site's pages below the root, as rows only."""
    content_type = ContentType.objects.get_for_model(Page)
    pages = {}
    for name in site.parents:
        path = path_of(site, name, root.path)
        pages[name] = Page(
            path=path,
            depth=len(path) // 4,
            title=name,
            slug=f"random-{name}",
            url_path=f"/random-{name}/",
            content_type=content_type,
            locale_id=root.locale_id,
            translation_key=uuid.uuid4(),
            owner=owner if name in owned else None,
        )
    Page.objects.bulk_create(pages.values())
    for alias, source in site.shows.items():
        Page.objects.filter(pk=pages[alias].pk).update(alias_of=pages[source])
        pages[alias].refresh_from_db()
    rows = PageViewRestriction.objects.bulk_create(
        PageViewRestriction(page=pages[each.page], restriction_type=each.kind)
        for each in site.restrictions
    )
    for row, each in zip(rows, site.restrictions, strict=True):
        row.groups.set(Group.objects.filter(name__in=each.groups))
    # What rows alone change, no signal tells.
    memory.forget()
    return pages


def account_for(visitor: Visitor) -> Reader:
    """The account, with a group of its own for its rights."""
    if visitor.anonymous:
        return AnonymousUser()
    user: User = UserFactory.create(is_active=visitor.active, is_superuser=visitor.superuser)
    user.groups.set(Group.objects.filter(name__in={*visitor.groups, "Rights"}))
    return user


def grant(visitor: Visitor, pages: dict[str, Page]) -> None:
    """Give the group "Rights" what the visitor may do."""
    for names, codename in ((visitor.changes, "change_page"), (visitor.adds, "add_page")):
        for name in names:
            GroupPagePermission.objects.create(
                group=Group.objects.get(name="Rights"),
                page=pages[name],
                permission=Permission.objects.get(codename=codename),
            )


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(case=cases())
def test_rule_and_lists_agree_on_any_tree(case: tuple[Site, Visitor], home_page: HomePage) -> None:
    site, visitor = case
    with transaction.atomic():
        Group.objects.bulk_create(
            [Group(name=name) for name in [*GROUP_NAMES, "Rights"]], ignore_conflicts=True
        )
        person = account_for(visitor)
        pages = build(site, home_page, person, visitor.owns)
        grant(visitor, pages)
        expected = {name for name in pages if site.may_read(visitor, name)}

        readable = {name for name, page in pages.items() if may_read(person, page)}
        listed = set(
            visible_to(Page.objects.filter(slug__startswith="random-"), person).values_list(
                "title", flat=True
            )
        )
        transaction.set_rollback(True)

    assert readable == expected
    assert listed == expected


def test_restriction_reaches_what_is_below_and_no_sibling(home_page: HomePage) -> None:
    siblings = [StandardPageFactory(parent=home_page) for _ in range(12)]
    child = StandardPageFactory(parent=siblings[0])
    restrict(siblings[0], "Members")

    listed = set(visible_to(Page.objects.child_of(home_page), AnonymousUser()))

    assert {page.pk for page in siblings} - {page.pk for page in listed} == {siblings[0].pk}
    assert not may_read(AnonymousUser(), child)
    assert all(may_read(AnonymousUser(), page) for page in siblings[1:])


@pytest.mark.parametrize("who", ["anonymous", "member", "editor"])
def test_lists_cost_one_query_for_one_and_for_200_restrictions(
    who: str, desk: NewsDeskPage, home_page: HomePage, request: pytest.FixtureRequest
) -> None:
    add_articles(desk, 210)
    articles = list(ArticlePage.objects.order_by("path"))
    costs, listed = [], []
    for number in (1, 200):
        PageViewRestriction.objects.all().delete()
        rows = [
            PageViewRestriction(page_id=article.pk, restriction_type=GROUPS)
            for article in articles[:number]
        ]
        PageViewRestriction.objects.bulk_create(rows)
        memory.forget()
        list(visible_to(Page.objects.all(), AnonymousUser())[:1])
        person: Any = (
            AnonymousUser()
            if who == "anonymous"
            else User.objects.get(pk=request.getfixturevalue(who).pk)
        )
        with CaptureQueriesContext(connection) as captured:
            listed.append(len(ArticlePage.objects.visible_to(person)))
        costs.append(sum("core_generation" not in query["sql"] for query in captured))

    # The person's groups, the person's rights, and the list.
    assert costs[0] == costs[1] <= 3
    assert listed == ([210, 210] if who == "editor" else [209, 10])
