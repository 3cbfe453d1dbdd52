"""Every kind of visitor × everything an entry can be meant for × every state of what it leads to.

What is expected is said by two small tables, and not by the code under test.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction, Page

from home.models import HomePage
from navigation.models import Menu
from news.models import NewsDeskPage
from tests.factories import (
    ArticlePageFactory,
    DocumentFactory,
    StandardPageFactory,
    UserFactory,
    restrict,
)
from tests.navigation.compose import (
    Stored,
    entry,
    group,
    nodes,
    set_menu,
    to_address,
    to_page,
    words,
)

pytestmark = pytest.mark.django_db

VISITORS = (
    *("anonymous", "inactive", "account", "member", "singer", "editor"),
    *("administrator", "superuser"),
)
SIGNED_OUT = {"anonymous", "inactive"}
SIGNED_IN = set(VISITORS) - SIGNED_OUT
SINGERS = {"singer", "superuser"}
MEMBERS = {"member", "superuser"}
# Who may edit a page may read it.
STAFF = {"administrator", "superuser"}
# Who works with a collection's files may have them.
LIBRARIANS = STAFF | {"editor"}
NOBODY: set[str] = set()

# Whom an entry is meant for, and who that is.
AUDIENCES = {
    "everyone": set(VISITORS),
    "signed_out": SIGNED_OUT,
    "signed_in": SIGNED_IN,
    "members": MEMBERS,
    "group-choir": SINGERS,
    "group-gone": NOBODY,
    "": NOBODY,
}
# What an entry leads to, and who finds something there.
TARGETS = {
    "live page": set(VISITORS),
    "moved page": set(VISITORS),
    "renamed page": set(VISITORS),
    "draft": NOBODY,
    "unpublished": NOBODY,
    "expired": NOBODY,
    "deleted": NOBODY,
    "never chosen": NOBODY,
    "for members": MEMBERS | STAFF,
    "for singers": SINGERS | STAFF,
    "below for members": MEMBERS | STAFF,
    "for both": {"superuser", "administrator"},
    "moved into the members' section": MEMBERS | STAFF,
    "alias of a page for members": MEMBERS | STAFF,
    "document": set(VISITORS),
    "document for members": MEMBERS | LIBRARIANS,
    # Which means members.
    "document for the signed in": MEMBERS | LIBRARIANS,
    "deleted document": NOBODY,
    "address": set(VISITORS),
    "telephone": set(VISITORS),
    "e-mail": set(VISITORS),
}


@dataclass
class World:
    """The pages and files that entries lead to."""

    home: HomePage

    def page(self, title: str, parent: Page | None = None, **fields: Any) -> Any:
        """A page."""
        return StandardPageFactory(parent=parent or self.home, title=title, **fields)

    def document(self, restriction: str = "", *groups: str) -> Any:
        """A document, in a collection of its own."""
        root = Collection.get_first_root_node()
        assert root
        collection = root.add_child(name=restriction or "open")
        if restriction:
            closed = CollectionViewRestriction.objects.create(
                collection=collection, restriction_type=restriction
            )
            closed.groups.add(*Group.objects.filter(name__in=groups))
        return DocumentFactory(collection=collection, file__filename="minutes.pdf")


def _targets(world: World) -> dict[str, Callable[[str, str], Stored]]:
    """How to make an entry that leads to each of the targets, which are then in their state."""
    pages = {
        name: world.page(name)
        for name in TARGETS
        if "document" not in name and name not in ("address", "telephone", "e-mail")
    }
    section = world.page("section")
    restrict(section, "Members")
    restrict(pages["for members"], "Members")
    restrict(pages["for singers"], "Choir")
    pages["below for members"] = world.page("below", section)
    both = world.page("both", section)
    restrict(both, "Choir")
    pages["for both"] = both
    pages["moved page"].move(pages["live page"], pos="last-child")
    pages["moved into the members' section"].move(section, pos="last-child")
    pages["alias of a page for members"] = pages["for members"].create_alias(
        parent=world.home, update_slug="an-alias"
    )
    renamed = Page.objects.get(pk=pages["renamed page"].pk).specific
    renamed.title, renamed.slug = "another title", "another-slug"
    renamed.save_revision().publish()
    pages["unpublished"].unpublish()
    Page.objects.filter(pk=pages["draft"].pk).update(live=False)
    Page.objects.filter(pk=pages["expired"].pk).update(live=False, expired=True)

    documents = {
        "document": world.document(),
        "document for members": world.document("groups", "Members"),
        "document for the signed in": world.document("login"),
        "deleted document": world.document(),
    }
    keys = {name: page.pk for name, page in pages.items()} | {"never chosen": None}
    files = {name: document.pk for name, document in documents.items()}
    Page.objects.get(pk=keys["deleted"]).delete()
    documents["deleted document"].delete()

    def maker(name: str) -> Callable[[str, str], Stored]:
        if name in files:
            return lambda label, audience: entry(
                "document", document=files[name], label=label, audience=audience
            )
        if name in keys:
            return lambda label, audience: entry(
                "page", page=keys[name], label=label, audience=audience
            )
        return {
            "address": lambda label, audience: to_address("/", label, audience=audience),
            "telephone": lambda label, audience: entry(
                "telephone", telephone="030 123", label=label, audience=audience
            ),
            "e-mail": lambda label, audience: entry(
                "email", email="a@example.org", label=label, audience=audience
            ),
        }[name]

    return {name: maker(name) for name in TARGETS}


@pytest.fixture
def people(db: None) -> dict[str, Any]:
    """One visitor of each kind."""
    people: dict[str, Any] = {"anonymous": AnonymousUser(), "account": UserFactory.create()}
    for name, group_name in {
        "member": "Members",
        "singer": "Choir",
        "editor": "Editors",
        "administrator": "Administrators",
    }.items():
        people[name] = UserFactory.create(groups=[group_name])
    people["inactive"] = UserFactory.create(groups=["Members", "Choir"], is_active=False)
    people["superuser"] = UserFactory.create(is_superuser=True)
    return people


def test_each_visitor_sees_what_is_meant_for_them_and_leads_somewhere(
    home_page: HomePage, desk: NewsDeskPage, people: dict[str, Any]
) -> None:
    choir = Group.objects.get(name="Choir")
    gone = Group.objects.create(name="Gone")
    stored = {"group-choir": f"group-{choir.pk}", "group-gone": f"group-{gone.pk}"}
    gone.delete()
    makers = _targets(World(home_page))
    cells = [(audience, target) for audience in AUDIENCES for target in TARGETS]
    entries = [
        makers[target](f"{audience} / {target}", stored.get(audience, audience))
        for audience, target in cells
    ]
    # At the first level, and unfolded from a group.
    set_menu("main", *entries)
    Menu.objects.filter(place="footer").update(entries=[group("All", *entries)])
    Menu.objects.get(place="footer").save()

    for name in VISITORS:
        expected = [
            f"{audience} / {target}"
            for audience, target in cells
            if name in AUDIENCES[audience] & TARGETS[target]
        ]
        assert words("main", people[name]) == expected, name
        assert words("footer", people[name]) == (["All", expected] if expected else []), name


def test_no_entry_is_a_broken_link(
    client: Client, home_page: HomePage, desk: NewsDeskPage, people: dict[str, Any]
) -> None:
    """Whatever a visitor is shown answers that visitor, and does not ask them to sign in."""
    ArticlePageFactory(parent=desk, title="Article")
    makers = _targets(World(home_page))
    set_menu(
        "main",
        *(makers[name](name, "everyone") for name in TARGETS if "mail" not in name),
        entry("list", list="news.latest", most=5),
        to_page(desk),
    )

    for name, person in people.items():
        client.logout()
        if person.is_authenticated and person.is_active:
            client.force_login(person)
        seen = [node for node in nodes("main", person) if node.url.startswith("/")]
        assert len(seen) >= 7
        for node in seen:
            response = client.get(node.url)
            # Of a file that was served; closing the whole answer would close the database too.
            for close in response._resource_closers:  # type: ignore[attr-defined]  # Django's own
                close()
            assert response.status_code == 200, (name, node.label, node.url)
