"""Links in running text."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.utils.html import escape
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from core.files_shown import may_have, reader
from core.models.documents import DeskDocument
from core.shelf import current_shelf, key_of
from core.sites import address_for_all

Attributes = dict[str, str]


class DeskPageLinkHandler(PageLinkHandler):
    """Wagtail's links to pages with one query for all of them, however many and of whatever type.

    A link to a page that was deleted or is not published keeps its words and loses its link. One
    to a page for some readers only does not show the page's address to the others.
    """

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[Attributes]) -> list[str]:
        """The opening tags for these links, in their order."""
        pages = _targets(Page, attrs_list)
        return [
            _opening_tag(address_for_all(page) if page and page.live else None) for page in pages
        ]


class DeskDocumentLinkHandler(DocumentLinkHandler):
    """Wagtail's links to documents, likewise; also for readers who may not have the document."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[Attributes]) -> list[str]:
        """The opening tags for these links, in their order."""
        documents = _targets(DeskDocument, attrs_list)
        return [
            _opening_tag(document.url if document and may_have(document, reader()) else None)
            for document in documents
        ]


def _targets(model: type[Model], attrs_list: list[Attributes]) -> list[Any | None]:
    keys = [key_of(attrs) for attrs in attrs_list]
    if shelf := current_shelf():
        return [shelf.take(model, key) for key in keys]
    found = model._default_manager.in_bulk(keys)
    return [found.get(key) for key in keys]


def _opening_tag(url: str | None) -> str:
    return f'<a href="{escape(url)}">' if url else "<a>"
