"""Where else an organisation is to be found: its profiles on social networks."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from core.validators import MAX_ADDRESS, completed_address, no_hidden_characters, web_address

# Names of services, which are the same in every language.
KNOWN_HOSTS = {
    "bsky.app": "Bluesky",
    "facebook.com": "Facebook",
    "flickr.com": "Flickr",
    "github.com": "GitHub",
    "instagram.com": "Instagram",
    "linkedin.com": "LinkedIn",
    "mastodon.social": "Mastodon",
    "pinterest.com": "Pinterest",
    "soundcloud.com": "SoundCloud",
    "threads.net": "Threads",
    "threads.com": "Threads",
    "tiktok.com": "TikTok",
    "twitter.com": "X",
    "vimeo.com": "Vimeo",
    "x.com": "X",
    "xing.com": "XING",
    "youtube.com": "YouTube",
}


def label_for(url: str) -> str:
    """What a profile is called where nobody said: its service, else its host."""
    host = (urlsplit(url).hostname or url).removeprefix("www.")
    for known, name in KNOWN_HOSTS.items():
        if host == known or host.endswith(f".{known}"):
            return name
    return host


class ProfileBlock(blocks.StructBlock):
    """The address of one profile."""

    address = blocks.CharBlock(
        label=_("Address"),
        max_length=MAX_ADDRESS,
        help_text=_("Of your page there, for example https://www.facebook.com/our-association."),
    )
    label = blocks.CharBlock(
        label=_("Label"),
        required=False,
        max_length=60,
        help_text=_("What the link says; the name of the service if left empty."),
    )

    class Meta:
        icon = "link"
        label = _("Profile")
        label_format = "{label} {address}"
        preview_value = None

    def clean(self, value: Any) -> Any:
        """Complete the address; refuse one that leads nowhere or runs something."""
        value["address"] = completed_address(value.get("address") or "")
        cleaned = super().clean(value)
        errors: dict[str, ValidationError] = {}
        for name, check in (("address", _profile_address), ("label", no_hidden_characters)):
            try:
                check(cleaned[name])
            except ValidationError as error:
                errors[name] = error
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return cleaned


def _profile_address(text: str) -> None:
    web_address(text)
    if not text.lower().startswith(("https://", "http://")):
        raise ValidationError(_("Please write the whole address, beginning with https://."))
