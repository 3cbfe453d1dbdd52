"""Links in running text."""

from __future__ import annotations

from types import SimpleNamespace

from django.utils.html import escape
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler


class DeskPageLinkHandler(PageLinkHandler):
    """Wagtail's links to pages with one query for all of them, however many and of whatever type.

    A link to a page that was deleted or is not published keeps its words and loses its link.
    """

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        """The opening tags for these links, in their order."""
        ids = {attrs["id"] for attrs in attrs_list if str(attrs.get("id", "")).isdigit()}
        pages = {str(page.pk): page for page in Page.objects.filter(pk__in=ids, live=True)}
        # Wagtail keeps the sites' addresses on whatever object it is handed.
        shared = SimpleNamespace()
        tags = []
        for attrs in attrs_list:
            page = pages.get(str(attrs.get("id")))
            url = page.get_url(shared) if page else None
            tags.append(f'<a href="{escape(url)}">' if url else "<a>")
        return tags
