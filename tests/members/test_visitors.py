"""What a visitor is, and that it agrees with the access rule."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from core import memory
from home.models import HomePage
from members.access import may_read
from members.models import User
from members.visitors import NOBODY, Audience, Visitor, as_visitor
from tests.factories import StandardPageFactory, UserFactory, restrict


def meant(visitor: Visitor, group: int | None = None) -> set[str]:
    """The audiences the visitor belongs to."""
    return {each.value for each in Audience if visitor.is_meant_by(each, group)}


def test_audiences(member: User, stranger: User, superuser: User, editor: User) -> None:
    group = Group.objects.get(name="Editors").pk

    assert meant(as_visitor(AnonymousUser()), group) == {"everyone", "signed_out"}
    assert meant(as_visitor(stranger), group) == {"everyone", "signed_in"}
    assert meant(as_visitor(member), group) == {"everyone", "signed_in", "members"}
    assert meant(as_visitor(editor), group) == {"everyone", "signed_in", "group"}
    assert meant(as_visitor(superuser), group) == {"everyone", "signed_in", "members", "group"}


def test_group_that_is_gone_is_nobody(editor: User, superuser: User) -> None:
    assert "group" not in meant(as_visitor(editor), None)
    assert "group" not in meant(as_visitor(superuser), None)
    assert not NOBODY.is_meant_by("whoever")


def test_inactive_account_is_nobody(member: User) -> None:
    member.is_active = False

    assert as_visitor(member) == NOBODY


@pytest.mark.django_db
def test_visitor_agrees_with_the_access_rule(
    home_page: HomePage, member: User, stranger: User, editor: User, superuser: User
) -> None:
    authors = Group.objects.create(name="Authors")
    author = UserFactory.create(groups=["Authors"])
    open_page = StandardPageFactory(parent=home_page)
    section = StandardPageFactory(parent=home_page, owner=author)
    restrict(section, "Members")
    below = StandardPageFactory(parent=section, owner=author)
    within = StandardPageFactory(parent=section)
    restrict(within, "Editors")
    from django.contrib.auth.models import Permission
    from wagtail.models import GroupPagePermission

    add = Permission.objects.get(content_type__app_label="wagtailcore", codename="add_page")
    GroupPagePermission.objects.create(group=authors, page=section, permission=add)

    for person in (AnonymousUser(), member, stranger, editor, author, superuser):
        visitor = as_visitor(person)
        for page in (home_page, open_page, section, below, within):
            found = Page.objects.get(pk=page.pk)
            assert visitor.may_read(found.path, found.owner_id) == may_read(person, found), (
                person,
                page,
            )


def test_asking_costs_nothing_and_becoming_one_query(home_page: HomePage, member: User) -> None:
    section = StandardPageFactory(parent=home_page)
    restrict(section, "Editors")
    as_visitor(member).may_read(section.path, None)

    with CaptureQueriesContext(connection) as captured:
        visitor = as_visitor(member)
        visitor.may_read(section.path, None)

    queries = [each for each in captured.captured_queries if "core_generation" not in each["sql"]]
    assert len(queries) == 1
    memory.clear()
