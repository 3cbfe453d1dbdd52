"""Links in running text."""

from __future__ import annotations

from collections.abc import Iterable

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
        urls = _urls(Page.objects.filter(pk__in=ids, live=True))
        return [_opening_tag(urls.get(str(attrs.get("id")))) for attrs in attrs_list]


def _urls(pages: Iterable[Page]) -> dict[str, str | None]:
    """The pages' addresses by their keys; where the sites are is asked once for all of them."""
    urls = {}
    shared = None
    for page in pages:
        if shared is None:
            shared = page._get_site_root_paths(page)
        page._wagtail_cached_site_root_paths = shared
        urls[str(page.pk)] = page.get_url()
    return urls


def _opening_tag(url: str | None) -> str:
    return f'<a href="{escape(url)}">' if url else "<a>"
