"""The kinds of edits. Each picks what it changes by chance, from what there is at the moment.

It returns what is to be posted to the admin, or does the edit itself and says what it did, or
returns None where there is nothing of its kind to be done.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    GroupPagePermission,
    Page,
    Site,
)

from core import scheduling
from core.models import DeskDocument
from home.models import HomePage, Organisation, StandardPage
from members.models import User
from members.rights import grant_on_page
from news.models import ArticlePage, Topic
from tests.home.organisation_form import form_data


@dataclass
class Post:
    """To be sent to the admin by somebody who may."""

    path: str
    fields: dict[str, Any] = field(default_factory=dict)
    said: str = ""


@dataclass
class Scheduled:
    """Prepared; the scheduler does it."""

    said: str

    def carry_out(self) -> str:
        """What the scheduler does when the hour has come; in transactions of its own."""
        done = scheduling.carry_out()
        return f"{self.said}: {done['publish_due']} published, {done['expire_due']} expired"


Done = Post | Scheduled | str | None
Edit = Callable[[random.Random], Done]

KINDS: dict[str, Edit] = {}
MOST_PAGES = 25


def kind(function: Edit) -> Edit:
    """Register a kind of edit under the function's name."""
    KINDS[function.__name__] = function
    return function


def one_of(rng: random.Random, found: QuerySet[Any]) -> Any:
    """One of these by chance, the same for the same seed; None where there is none."""
    keys = list(found.order_by("pk").values_list("pk", flat=True))
    return found.get(pk=rng.choice(keys)) if keys else None


def an_hour_ago() -> datetime.datetime:
    """Due."""
    return timezone.now() - datetime.timedelta(hours=1)


def number(rng: random.Random) -> int:
    """To tell names apart."""
    return rng.randint(100, 999_999)


# --- Groups, rights, accounts ---


@kind
def group_renamed(rng: random.Random) -> Done:
    group = one_of(rng, Group.objects.exclude(name__in=["Editors", "Administrators"]))
    if group is None:
        return None
    # Members are known by the group's name: it is given back as often as it is taken away.
    is_members = group.name == "Members"
    taken = Group.objects.filter(name="Members").exists()
    group.name = "Members" if not taken else f"{'Former' if is_members else 'Group'} {number(rng)}"
    group.save()
    return f"{group.pk}: {group.name}"


@kind
def group_deleted(rng: random.Random) -> Done:
    group = one_of(rng, Group.objects.exclude(name__in=["Editors", "Administrators"]))
    return Post(f"/admin/groups/delete/{group.pk}/", said=group.name) if group else None


@kind
def group_made(rng: random.Random) -> Done:
    if Group.objects.count() > 6:
        return None
    name = f"Group {number(rng)}" if Group.objects.filter(name="Members").exists() else "Members"
    group = Group.objects.create(name=name)
    group.user_set.add(User.objects.get(email="member@example.org"))
    return name


@kind
def person_joins_or_leaves(rng: random.Random) -> Done:
    email = rng.choice(["member@example.org", "stranger@example.org"])
    user, group = User.objects.get(email=email), one_of(rng, Group.objects.all())
    if user.groups.filter(pk=group.pk).exists():
        user.groups.remove(group)
        return f"{email} leaves {group}"
    fields = {"role": str(group.pk)}
    said = f"{email} joins {group}"
    return Post(f"/admin/bulk/members/user/assign_role/?id={user.pk}", fields, said)


@kind
def editing_right_given_or_taken(rng: random.Random) -> Done:
    group = one_of(rng, Group.objects.exclude(name="Administrators"))
    rights = GroupPagePermission.objects.filter(group=group)
    if rights.exists() and rng.random() < 0.6:
        rights.delete()
        return f"taken from {group}"
    page = one_of(rng, StandardPage.objects.all())
    grant_on_page(apps, group.name, page.pk, (rng.choice(["add_page", "change_page"]),))
    return f"given to {group} on {page}"


# --- Site, organisation, topics ---


@kind
def site_renamed(rng: random.Random) -> Done:
    site = Site.objects.get()
    fields = {
        "hostname": site.hostname,
        "port": str(site.port),
        "site_name": f"Site {number(rng)}",
        "root_page": str(site.root_page_id),
        "is_default_site": "on",
    }
    return Post(f"/admin/sites/edit/{site.pk}/", fields, fields["site_name"])


@kind
def site_moved_to_port(rng: random.Random) -> Done:
    """Its root pages' addresses begin otherwise."""
    site = Site.objects.get()
    site.port = 80 if site.port != 80 else 8000
    site.save()
    return str(site.port)


@kind
def home_page_renamed(rng: random.Random) -> Done:
    home = HomePage.objects.get()
    home.slug, home.title = f"home-{number(rng)}", f"Home {number(rng)}"
    home.save_revision().publish()
    return home.slug


@kind
def organisation_changed(rng: random.Random) -> Done:
    organisation = Organisation.objects.get()
    fields = form_data(
        name=rng.choice(["", f"Association {number(rng)}"]),
        accent=rng.choice(["", "#1d5c63", "#5b3a8e"]),
        telephone=rng.choice(["", f"0123 {number(rng)}"]),
        email=rng.choice(["", f"office{number(rng)}@example.org"]),
        hours=rng.choice(["", f"{number(rng)} hours"]),
        footer_html=f"<p>Foot {number(rng)}</p>",
    )
    return Post(f"/admin/settings/home/organisation/{organisation.site_id}/", fields, "identity")


@kind
def topic_renamed(rng: random.Random) -> Done:
    topic = one_of(rng, Topic.objects.all())
    if topic is None:
        return None
    fields = {"name": f"Topic {number(rng)}", "description": "", "slug": f"topic-{number(rng)}"}
    return Post(f"/admin/snippets/news/topic/edit/{topic.pk}/", fields, fields["name"])


@kind
def topic_deleted_or_made(rng: random.Random) -> Done:
    if Topic.objects.count() > 2:
        topic = one_of(rng, Topic.objects.all())
        return Post(f"/admin/snippets/news/topic/delete/{topic.pk}/", said=topic.name)
    topic = Topic.objects.create(name=f"Topic {number(rng)}")
    article = one_of(rng, ArticlePage.objects.live().filter(alias_of=None))
    if article:
        article.topics.add(topic)
        article.save_revision().publish()
    return f"{topic} of {article}"


# --- Documents and their collections ---


@kind
def document_renamed_or_replaced(rng: random.Random) -> Done:
    document = one_of(rng, DeskDocument.objects.all())
    if document is None:
        return None
    document.title = f"Document {number(rng)}"
    if rng.random() < 0.5:
        document.file = ContentFile(b"new", f"new{number(rng)}.txt")
    document.save()
    return f"{document} {document.filename}"


@kind
def document_deleted_or_made(rng: random.Random) -> Done:
    if DeskDocument.objects.count() > 2:
        document = one_of(rng, DeskDocument.objects.all())
        return Post(f"/admin/documents/delete/{document.pk}/", said=document.title)
    title = f"Document {number(rng)}"
    collection = one_of(rng, Collection.objects.all())
    file = ContentFile(b"words", f"made{number(rng)}.txt")
    DeskDocument.objects.create(title=title, file=file, collection=collection)
    return f"{title} in {collection}"


@kind
def documents_put_into_collection(rng: random.Random) -> Done:
    collection = one_of(rng, Collection.objects.all())
    document = one_of(rng, DeskDocument.objects.all())
    if document is None:
        return None
    path = f"/admin/bulk/core/deskdocument/add_to_collection/?id={document.pk}"
    return Post(path, {"collection": str(collection.pk)}, f"{document} into {collection}")


@kind
def collection_closed_or_opened(rng: random.Random) -> Done:
    # What is private by a collection above it can only be opened there.
    closed = CollectionViewRestriction.objects.values_list("collection__path", flat=True)
    below_closed = Q(pk__in=[])
    for path in closed:
        below_closed |= Q(path__startswith=path) & ~Q(path=path)
    collection = one_of(rng, Collection.objects.filter(depth__gt=1).exclude(below_closed))
    if collection is None:
        return None
    how = rng.choice(["none", "login", "groups"])
    group = one_of(rng, Group.objects.all())
    fields = {"restriction_type": how} | ({"groups": str(group.pk)} if how == "groups" else {})
    return Post(f"/admin/collections/{collection.pk}/privacy/", fields, f"{collection}: {fields}")


@kind
def collection_moved_or_made(rng: random.Random) -> Done:
    if Collection.objects.count() < 4:
        name = f"Collection {number(rng)}"
        one_of(rng, Collection.objects.all()).add_child(instance=Collection(name=name))
        return name
    collection = one_of(rng, Collection.objects.filter(depth__gt=1))
    below = collection.get_descendants(inclusive=True)
    parent = one_of(rng, Collection.objects.exclude(pk__in=[each.pk for each in below]))
    fields = {"name": f"Collection {number(rng)}", "parent": str(parent.pk)}
    return Post(f"/admin/collections/{collection.pk}/", fields, f"{collection} into {parent}")


def parents_for(page: Page) -> QuerySet[Page]:
    """Where a standard page can be moved."""
    below = page.get_descendants(inclusive=True).values_list("pk", flat=True)
    return possible_parents().exclude(pk__in=list(below))


def possible_parents() -> QuerySet[Page]:
    """Below which there may be standard pages."""
    found: QuerySet[Page] = Page.objects.type(HomePage, StandardPage)
    return found
