"""Who may have which image or document: as the pages' rule (members.access), for collections.

Everybody may have what is in a collection, unless it or one above it is restricted to groups. Every
such restriction must let the person in. Superusers always pass, and so does whoever works with the
collection's files: who may add, change or choose images or documents there or further up.
Restrictions of other kinds, should one ever get into the database, let nobody in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.models import Collection

from core.file_closures import file_closures
from core.files_shown import decides_on_files
from core.models import DeskDocument, DeskImage
from members.visitors import as_visitor, visitor_of

if TYPE_CHECKING:
    from members.access import Reader

Files = TypeVar("Files", "QuerySet[DeskImage]", "QuerySet[DeskDocument]")


def may_read_collection(user: Reader, collection: Collection) -> bool:
    """Whether this person may have the files of the collection. Without closed ones no query."""
    if file_closures().is_open(collection.pk):
        return True
    return as_visitor(user).may_have_files_of(collection.pk)


def files_visible_to(files: Files, user: Reader) -> Files:
    """Those of the images or documents that this person may have. The same rule, for many."""
    if not file_closures().closed_to(frozenset()):
        return files
    visitor = as_visitor(user)
    if visitor.sees_everything:
        return files
    return files.exclude(collection__in=file_closures().closed_to(visitor.groups))


@decides_on_files
def may_have_files_of(request: HttpRequest, collection: int) -> bool:
    """What core asks before it shows or serves a file of a closed collection."""
    return visitor_of(request).may_have_files_of(collection)
