"""What the entries of menus lead to, fetched together: pages and documents with one query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from django.db.models import BooleanField, CharField, F, Value
from django.urls import reverse
from wagtail.models import Page, Site

from core.models import DeskDocument
from core.sites import share_site_root_paths
from members.visitors import Visitor
from navigation.entries import Entry, walk


@dataclass(frozen=True, slots=True)
class PageTarget:
    """A page as far as a menu needs to know it."""

    path: str
    title: str
    url_path: str
    is_live: bool
    has_expired: bool
    owner: int | None

    def url(self, site: Site) -> str | None:
        """Its address as the site writes it; None where no site leads there."""
        page = share_site_root_paths(Page(path=self.path, url_path=self.url_path, depth=1))
        url: str | None = page.get_url(current_site=site)
        return url

    def is_open_to(self, visitor: Visitor) -> bool:
        """Whether the visitor may read it."""
        return visitor.may_read(self.path, self.owner)


@dataclass(frozen=True, slots=True)
class DocumentTarget:
    """A document, as private as its collection."""

    title: str
    url: str
    collection: int

    def is_open_to(self, visitor: Visitor) -> bool:
        """Whether the visitor may have it."""
        return visitor.may_have_files_of(self.collection)


@dataclass(frozen=True, slots=True)
class Targets:
    """By key; what is not among them does not exist."""

    pages: Mapping[int, PageTarget] = field(default_factory=dict)
    documents: Mapping[int, DocumentTarget] = field(default_factory=dict)

    def page(self, entry: Entry) -> PageTarget | None:
        """The page that the entry leads to."""
        return self.pages.get(entry.target) if isinstance(entry.target, int) else None

    def document(self, entry: Entry) -> DocumentTarget | None:
        """The document that the entry leads to."""
        return self.documents.get(entry.target) if isinstance(entry.target, int) else None


def fetch_targets(entries: Iterable[Entry]) -> Targets:
    """Everything these entries lead to, in one query."""
    pages: set[int] = set()
    documents: set[int] = set()
    for entry in walk(entries):
        if isinstance(entry.target, int):
            (documents if entry.kind == "document" else pages).add(entry.target)
    if not pages and not documents:
        return Targets()
    rows = list(_rows(pages, documents))
    return Targets(
        {row[1]: PageTarget(*row[2:]) for row in rows if row[0] == "page"},
        {row[1]: _document(row) for row in rows if row[0] == "document"},
    )


def _rows(pages: set[int], documents: set[int]) -> Any:
    """Kind, key, tree path, title, address, live, expired, owner.

    Of a document, its file and, in the place of an owner, its collection.
    """
    text, flag = CharField(), BooleanField()
    of_pages = Page.objects.order_by().filter(pk__in=pages)
    of_documents = DeskDocument.objects.order_by().filter(pk__in=documents)
    if not documents:
        return of_pages.values_list(Value("page", text), "pk", *PAGE_COLUMNS)
    return of_pages.values_list(Value("page", text), "pk", *PAGE_COLUMNS).union(
        of_documents.values_list(
            Value("document", text),
            "pk",
            Value("", text),
            "title",
            "file",
            Value(True, flag),
            Value(False, flag),
            F("collection_id"),
        ),
        all=True,
    )


PAGE_COLUMNS = ("path", "title", "url_path", "live", "expired", "owner_id")


def _document(row: tuple[Any, ...]) -> DocumentTarget:
    _kind, key, _path, title, file, *_flags, collection = row
    url = reverse("wagtaildocs_serve", args=(key, PurePosixPath(file).name))
    return DocumentTarget(title, url, collection)
