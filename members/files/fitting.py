"""Which files of a page do not fit who may read it, and which collections would.

Readers are told by restrictions: each is met by one of its groups, and all have to be met. A page
and a collection are compared by that alone, not by who happens to be in the groups today.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import Collection, Page, PageViewRestriction, ReferenceIndex
from wagtail.permissions import policy_registry

from core.file_closures import file_closures
from core.models import DeskDocument, DeskImage
from members.access import restrictions_on
from members.visitors import NOBODY

if TYPE_CHECKING:
    from members.models import User

# What each restriction lets in.
Readers = frozenset[frozenset[int]]
File = DeskImage | DeskDocument

KINDS: dict[str, type[DeskImage] | type[DeskDocument]] = {
    "image": DeskImage,
    "document": DeskDocument,
}


@dataclass
class Misfit:
    """A file whose collection does not suit a page that shows it."""

    kind: str
    file: File
    # Whether people who may not read the page may have it.
    is_too_open: bool
    # Whether some who may read the page may not have it.
    is_too_closed: bool
    # Where this editor may put it.
    collections: list[Collection] = field(default_factory=list)

    # In how many other pages, snippets and the like it is used.
    others: int = 0

    @property
    def usage_url(self) -> str:
        """Where all that uses it is listed."""
        app = "wagtailimages" if self.kind == "image" else "wagtaildocs"
        return reverse(f"{app}:{self.kind}_usage", args=[self.file.pk])


def misfits_of(page: Page, user: User) -> list[Misfit]:
    """The files that this version of the page shows and that do not fit it, images first."""
    readers = readers_of_page(page)
    if not readers and not file_closures().closed_to(NOBODY.groups):
        return []
    found = []
    for kind, model in KINDS.items():
        used = model.objects.filter(pk__in=_used_by(page, model)).select_related("collection")
        for file in used.order_by("title", "pk"):
            admitted = _readers_of_collection(file.collection_id)
            too_open = _is_too_open(readers, admitted)
            too_closed = _is_too_closed(readers, admitted)
            if too_open or too_closed:
                found.append(Misfit(kind, file, too_open, too_closed))
    if found:
        # There may be many collections; asked for only where they are needed.
        fitting = [each for each in Collection.objects.all() if _fits(readers, each)]
        for misfit in found:
            misfit.collections = _open_to(user, misfit.file, fitting)
            misfit.others = _number_of_others(page, misfit.file)
    return found


def fits(page: Page, collection: Collection) -> bool:
    """Whether a file of the collection would suit the page."""
    return _fits(readers_of_page(page), collection)


def _fits(readers: Readers, collection: Collection) -> bool:
    admitted = _readers_of_collection(collection.pk)
    return not (_is_too_open(readers, admitted) or _is_too_closed(readers, admitted))


def may_move(user: User, file: File, collection: Collection) -> bool:
    """Whether this person may change the file, and add files to the collection."""
    return bool(_open_to(user, file, [collection]))


def _open_to(user: User, file: File, collections: list[Collection]) -> list[Collection]:
    """Those of the collections into which this person may move the file."""
    policy = policy_registry.get_by_type(type(file))
    if not policy.user_has_permission_for_instance(user, "change", file):
        return []
    allowed = policy.collections_user_has_permission_for(user, "add")
    keys = set(allowed.values_list("pk", flat=True))
    return [each for each in collections if each.pk in keys]


def _used_by(page: Page, model: type[DeskImage] | type[DeskDocument]) -> Iterable[str]:
    """The keys of the images or documents in the page as it is at hand, drafts included.

    Read as Wagtail reads pages for its reference index, whose rows know only what is live.
    """
    wanted = ContentType.objects.get_for_model(model).pk
    references = ReferenceIndex._extract_references_from_object(page)
    return {key for content_type, key, *_path in references if content_type == wanted}


def _number_of_others(page: Page, file: File) -> int:
    used = ReferenceIndex.get_references_to(file).exclude(
        base_content_type=ContentType.objects.get_for_model(Page), object_id=str(page.pk)
    )
    return used.values("base_content_type", "object_id").distinct().count()


def readers_of_page(page: Page) -> Readers:
    """What each restriction that a reader of the page has to meet lets in."""
    return frozenset(
        frozenset(group.pk for group in each.groups.all())
        if each.restriction_type == PageViewRestriction.GROUPS
        else frozenset()
        for each in restrictions_on(page)
    )


def _readers_of_collection(collection: int) -> Readers:
    return frozenset(each.groups for each in file_closures().reaching(collection))


def _is_too_closed(page: Readers, collection: Readers) -> bool:
    """Whether a restriction of the collection is not met by whoever may read the page."""
    return not all(any(mine <= theirs for mine in page) for theirs in collection)


def _is_too_open(page: Readers, collection: Readers) -> bool:
    """Whether the collection is closed by nothing as narrow as one of the page's restrictions."""
    return bool(page) and not any(theirs <= mine for theirs in collection for mine in page)
