"""How the read API writes what pages of several kinds have."""

from __future__ import annotations

from typing import Any

from rest_framework.fields import Field

from core.models import PageWithBody
from core.portable_html import portable_html
from core.visits import anonymous_request


class Plain(Field):
    """A value that JSON can hold as it is."""

    def to_representation(self, value: Any) -> Any:
        """As it is."""
        return value


class BodyHtml(Field):
    """A page's body as HTML for readers elsewhere, as nobody in particular sees it."""

    def to_representation(self, page: PageWithBody) -> str:
        """Without what only editors see; the stored form, which has that too, is never told."""
        site = self.context["site"]
        page.prepare()
        html = page.body.render_as_block({"request": anonymous_request(site)})
        return portable_html(html, page.get_full_url() or site.root_url)
