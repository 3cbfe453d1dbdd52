"""The article's body in the editor: Wagtail's stream of blocks, which also sorts what is pasted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.blocks.stream_block import StreamBlockAdapter

from news.blocks import ArticleBodyBlock


class ArticleBodyAdapter(StreamBlockAdapter):
    """Gives the script where to send what was pasted, and its words."""

    js_constructor = "news.writing.ArticleBody"

    def js_args(self, block: ArticleBodyBlock) -> list[Any]:
        """Wagtail's, with the script's own settings in the last of them."""
        *others, meta = super().js_args(block)
        settings = {
            "url": reverse("news_writing:sort_paste"),
            "undo": _("Undo paste"),
            "keep": _("Keep as it is"),
            "label": _("What was pasted"),
            "undone": _("The paste has been undone."),
            "turned": _("Done."),
            "changed": _(
                "The pasted text has been changed since, so it stays as it is. Delete its parts "
                "with the bins beside them if you do not want them."
            ),
            "failed": _(
                "The site could not sort this text into parts, so it was pasted as the editor "
                "does by itself: headings are ordinary paragraphs, for example."
            ),
            "unturned": _("That did not work just now. The text is still as you pasted it."),
        }
        return [*others, {**meta, "paste": settings}]

    @cached_property
    def media(self) -> forms.Media:
        """Wagtail's script first, which ours extends."""
        ours = forms.Media(js=["news/writing/paste.js"], css={"all": ["news/writing/paste.css"]})
        return super().media + ours
