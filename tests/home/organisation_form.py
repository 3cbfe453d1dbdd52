"""The administrator's form of the organisation, as a browser sends it."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.models import Site
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

EMPTY = {
    "name": "",
    "logo": "",
    "logo_for_dark": "",
    "accent": "",
    "icon": "",
    "share_image": "",
    "telephone": "",
    "email": "",
    "postal_address": "",
    "hours": "",
}


def form_data(
    footer_html: str = "", profiles: list[dict[str, str]] | None = None, **fields: Any
) -> dict[str, Any]:
    """What the form sends when only these fields are filled in."""
    blocks = [("profile", {"label": "", **profile}) for profile in profiles or []]
    return nested_form_data(
        EMPTY
        | {
            "footer_text": rich_text(footer_html, features=["bold", "italic", "link"]),
            "profiles": streamfield(blocks),
            **fields,
        }
    )


def save(client: Client, site: Site, **fields: Any) -> Any:
    """Send the form."""
    return client.post(edit_url(site), form_data(**fields))


def edit_url(site: Site) -> str:
    """Where the form is."""
    return reverse("wagtailsettings:edit", args=["home", "organisation", site.pk])


def preview_url(site: Site) -> str:
    """Where its preview is."""
    return reverse("wagtailsettings:preview_on_edit", args=["home", "organisation", site.pk])
