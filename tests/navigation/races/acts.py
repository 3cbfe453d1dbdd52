"""What the test asks a process to do or to tell."""

from __future__ import annotations

import datetime
import random
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.db import transaction
from wagtail.models import Collection, Page, Site

from core.models import DeskDocument
from home.models import HomePage, Organisation, StandardPage
from members.models import User
from navigation.models import Menu
from news.models import ArticlePage, NewsDeskPage
from tests.factories import (
    ArticlePageFactory,
    DocumentFactory,
    StandardPageFactory,
    TopicFactory,
    UserFactory,
    restrict,
)
from tests.navigation.races import edits, menu_edits, page_edits  # noqa: F401 -- they register
from tests.navigation.races.menus import arrangement


def prepare(seed: str) -> dict[str, str]:
    """Make the site that is edited; return its visitors' sessions."""
    with transaction.atomic():
        _make_pages()
        for name in ("Board", "Choir"):
            Group.objects.create(name=name)
        root = Collection.get_first_root_node()
        papers = root.add_child(instance=Collection(name="Papers"))
        for number, collection in enumerate((root, papers, papers)):
            DocumentFactory(title=f"Document {number}", collection=collection)
        site = Site.objects.get()
        Organisation.objects.create(site=site, name="Our association", telephone="0123 456789")
        rng = random.Random(seed)
        for menu in Menu.objects.order_by("pk"):
            menu.entries = arrangement(rng, menu.place)
            menu.save_revision().publish()
        people = {
            "member": UserFactory.create(email="member@example.org", groups=["Members"]),
            "stranger": UserFactory.create(email="stranger@example.org"),
            "superuser": UserFactory.create(email="superuser@example.org", is_superuser=True),
        }
        return {name: _session_of(user) for name, user in people.items()}


def _make_pages() -> None:
    home, desk = HomePage.objects.get(), NewsDeskPage.objects.get()
    for number in range(3):
        parent = StandardPageFactory(parent=home, title=f"Part {number}", show_in_menus=number > 0)
        for below in range(2):
            page = StandardPageFactory(parent=parent, title=f"Page {number}.{below}")
            StandardPageFactory(parent=page, title=f"Detail {number}.{below}")
    restrict(parent, "Members")
    topics = [TopicFactory(name=f"Topic {number}") for number in range(3)]
    for number in range(5):
        day = datetime.date(2024, 1, 1 + number)
        article = ArticlePageFactory(parent=desk, title=f"Article {number}", shared_on=day)
        article.topics.add(topics[number % 3])
        article.save()


def _session_of(user: User) -> str:
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session["_auth_user_id"] = str(user.pk)
    session["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
    session["_auth_user_hash"] = user.get_session_auth_hash()
    session.save()
    assert Session.objects.filter(pk=session.session_key).exists()
    return str(session.session_key)


def names() -> list[str]:
    """The kinds of edits there are."""
    return list(edits.KINDS)


def edit(kind: str, seed: str) -> dict[str, Any] | None:
    """Make an edit, or say what is to be sent to the admin for it; None where there is no cause."""
    rng = random.Random(seed)
    with transaction.atomic():
        done = edits.KINDS[kind](rng)
    if isinstance(done, edits.Scheduled):
        done = done.carry_out()
    if isinstance(done, edits.Post):
        return {"path": done.path, "fields": done.fields, "said": f"{kind} {done.said}"}
    return {"said": f"{kind} {done}"} if done else None


def addresses() -> dict[str, list[str]]:
    """Where the site's pages are, live or not, by their kinds."""
    return {
        "desks": _addresses_of(NewsDeskPage.objects.all()),
        "articles": _addresses_of(ArticlePage.objects.all()),
        "pages": _addresses_of(StandardPage.objects.all()),
        "documents": [f"/documents/{each.pk}/{each.filename}" for each in _documents()],
    }


def _documents() -> Any:
    return DeskDocument.objects.order_by("pk")


def _addresses_of(pages: Any) -> list[str]:
    site = Site.objects.select_related("root_page").get()
    above = len(site.root_page.url_path) - 1
    found: list[Page] = list(pages.order_by("pk"))
    return [page.url_path[above:] for page in found]
