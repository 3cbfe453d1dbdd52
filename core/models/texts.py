"""Pages with a body, and what is kept of it for readers who are not browsers."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamValue

from core.body import prepare_body
from core.files_shown import naming_no_files, read_by
from core.models.images import DeskImage
from core.models.pages import BasePage
from core.plain_text import count_words, plain_text


class PageWithBody(BasePage):
    """A page whose body is blocks; keeps the body's words beside it whenever it is saved."""

    plain_text = models.TextField(_("plain text"), blank=True, editable=False)
    word_count = models.PositiveIntegerField(_("number of words"), default=0, editable=False)

    body: StreamValue

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the words of the body as it is saved."""
        fields = kwargs.get("update_fields")
        if fields is None or "body" in fields:
            self.read_body()
            if fields is not None:
                kwargs["update_fields"] = {*fields, "plain_text", "word_count"}
        super().save(*args, **kwargs)

    def read_body(self) -> None:
        """Take the words from the body; a file it offers is called by what the body says of it."""
        self.tell_blocks()
        with naming_no_files():
            self.plain_text = plain_text(self.body)
        self.word_count = count_words(self.plain_text)

    def words_today(self) -> str:
        """The body's words; what it links to may have another name since it was saved."""
        self.prepare()
        return plain_text(self.body)

    def prepare(self, *images: DeskImage | None) -> None:
        """Make the body ready to be shown, and fetch the renditions of these images with it."""
        prepare_body(self.body, *images)
        self.tell_blocks()

    def tell_blocks(self) -> None:
        """Tell the body's blocks what they cannot know: what depends on the page they are on."""

    def pictures(self) -> tuple[DeskImage | None, ...]:
        """The pictures the page shows beside those of its body."""
        return ()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page with everything its body needs, fetched together."""
        with read_by(request):
            self.prepare(*self.pictures())
        return super().get_context(request, *args, **kwargs)

    def show_to(self, request: HttpRequest) -> None:
        """Render everything that shows pictures of the page, so that each of them gets made."""
        self.serve(request).render()
