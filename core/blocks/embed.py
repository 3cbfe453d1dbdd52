"""Video and audio of other sites."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.choosers import DeskImageChooserBlock
from core.embeds import Player, player_for


class EmbedValue(blocks.StructValue):
    """An address with the player that belongs to it."""

    @property
    def player(self) -> Player | None:
        """The player, or None for an address no player is allowed for."""
        return player_for(str(self.get("address") or ""))

    @property
    def link(self) -> str:
        """Where its page is, for readers who want no player; empty unless it is on the web."""
        address = str(self.get("address") or "")
        return address if address.startswith(("https://", "http://")) else ""


class EmbedBlock(blocks.StructBlock):
    """A video or a recording; nothing is loaded from its site before a reader asks."""

    address = blocks.URLBlock(
        label=_("Address"),
        max_length=2048,
        help_text=_("The page of the video or recording at YouTube, Vimeo or SoundCloud."),
    )
    title = blocks.CharBlock(label=_("Title"), max_length=255)
    picture = DeskImageChooserBlock(
        label=_("Picture"),
        required=False,
        help_text=_(
            "Shown until the reader starts the player. It is yours; no provider is asked for one."
        ),
    )

    class Meta:
        icon = "media"
        label = _("Video or audio")
        label_format = "{title}"
        description = _("A video or recording, loaded only when a reader asks for it")
        template = "core/blocks/embed.html"
        value_class = EmbedValue
        group = _("Pictures and files")
        preview_value: ClassVar = {
            "address": "https://vimeo.com/76979871",
            "title": "How the survey was made",
        }

    def plain_text(self, value: Any) -> str:
        """The title; the address is of use to a machine only."""
        return str(value.get("title") or "")

    def clean(self, value: Any) -> Any:
        """Refuse an address that no player is allowed for, at its field."""
        cleaned = super().clean(value)
        address = cleaned["address"]
        # A draft may do without an address, not with a wrong one.
        if self.is_deferred_validation and not address:
            return cleaned
        if player_for(address) is None:
            raise blocks.StructBlockValidationError(
                {
                    "address": ValidationError(
                        _(
                            "Only addresses of a video or recording at YouTube, Vimeo or "
                            "SoundCloud work here."
                        )
                    )
                }
            )
        return cleaned
