"""Collections with a picture and a document that move between them, and people of all kinds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction

from core.models import DeskDocument, DeskImage
from tests.factories import ImageFactory, UserFactory

CONTENT = b"%PDF-1.4 the minutes in full\n"

VISITORS: dict[str, dict[str, Any] | None] = {
    "anonymous": None,
    "stranger": {},
    "inactive": {"groups": ["Members", "Board"], "is_active": False},
    "member": {"groups": ["Members"]},
    "board": {"groups": ["Board"]},
    "editor": {"groups": ["Editors"]},
    "administrator": {"groups": ["Administrators"]},
    "superuser": {"is_superuser": True},
}
WORKING_WITH_FILES = {"editor", "administrator", "superuser"}
# Where files lie, and who may have them there.
PLACES = {
    "open": set(VISITORS),
    "members": {"member"} | WORKING_WITH_FILES,
    "board": {"board"} | WORKING_WITH_FILES,
    # Below the members' collection: both restrictions have to be met.
    "board of members": set(WORKING_WITH_FILES),
}


def close(collection: Collection, *groups: str) -> CollectionViewRestriction:
    """Let only these groups have what is in the collection and below it."""
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.GROUPS
    )
    restriction.groups.set(Group.objects.get_or_create(name=name)[0] for name in groups)
    return restriction


def collection(name: str, *groups: str, parent: Collection | None = None) -> Collection:
    """A new collection, for these groups only where there are any."""
    made: Collection = (parent or Collection.objects.get(depth=1)).add_child(name=name)
    if groups:
        close(made, *groups)
    return Collection.objects.get(pk=made.pk)


def places() -> dict[str, Collection]:
    """A collection for each of the places."""
    members = collection("members", "Members")
    return {
        "open": collection("open"),
        "members": members,
        "board": collection("board", "Board"),
        "board of members": collection("board of members", "Board", parent=members),
    }


def picture(**fields: Any) -> DeskImage:
    """A picture."""
    # The factory would make a tree of collections of its own.
    fields.setdefault("collection", Collection.objects.get(depth=1))
    made: DeskImage = ImageFactory(title="Canary picture", **fields)
    return made


def document(**fields: Any) -> DeskDocument:
    """A document."""
    file = ContentFile(CONTENT, name="canary-minutes.pdf")
    return DeskDocument.objects.create(title="Canary minutes", file=file, **fields)


def browsers() -> dict[str, Client]:
    """The browser of each visitor."""
    made = {}
    for name, fields in VISITORS.items():
        made[name] = Client()
        if fields is not None:
            user = UserFactory.create(email=f"{name}@example.org", **fields)
            made[name].force_login(user)
    return made


@dataclass
class Mover:
    """Moves files as people do, within the admin."""

    client: Client

    def together(self, file: DeskImage | DeskDocument, to: Collection) -> None:
        """By the list's action for many."""
        action = reverse(
            "wagtail_bulk_action", args=["core", file._meta.model_name, "add_to_collection"]
        )
        answer = self.client.post(f"{action}?id={file.pk}", {"collection": to.pk})
        assert answer.status_code == 302

    def alone(self, file: DeskImage | DeskDocument, to: Collection) -> None:
        """By its own form."""
        is_image = isinstance(file, DeskImage)
        name = "wagtailimages:edit" if is_image else "wagtaildocs:edit"
        fields = {"title": file.title, "collection": to.pk, "tags": "", "credit": ""}
        answer = self.client.post(reverse(name, args=[file.pk]), fields)
        assert answer.status_code == 302, answer.context["form"].errors


def mover_of_everything() -> Mover:
    """Somebody who may move everything."""
    client = Client()
    client.force_login(UserFactory.create(email="mover@example.org", is_superuser=True))
    return Mover(client)
