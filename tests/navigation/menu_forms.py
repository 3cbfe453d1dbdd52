"""The administrator's form of a menu, as a browser sends it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from wagtail.models import (
    Site,
)
from wagtail.test.utils.form_data import nested_form_data, streamfield

URLS = "wagtailsnippets_navigation_menu"


def url(name: str, *arguments: Any) -> str:
    """Where the admin does this to menus."""
    return reverse(f"{URLS}:{name}", args=arguments)


def form(site: Site, *entries: tuple[str, dict[str, Any]], **fields: Any) -> dict[str, Any]:
    """What the editor's form sends."""
    filled = {"name": "A menu", "place": "block", "site": site.pk, "previewed_on": ""} | fields
    data: dict[str, Any] = nested_form_data(
        {"entries": streamfield([(kind, _value(value)) for kind, value in entries])}
    )
    return data | filled


def _value(value: dict[str, Any]) -> dict[str, Any]:
    common = {"audience": "everyone", "description": "", "label": ""}
    return common | value


def errors_of(response: Any) -> str:
    """What the form says is wrong, in words."""
    messages: list[str] = []

    def collect(error: Any) -> None:
        if isinstance(error, dict):
            for each in error.values():
                collect(each)
        elif isinstance(error, list):
            for each in error:
                collect(each)
        else:
            messages.append(str(error))

    for error in response.context["form"].errors.as_data().values():
        for each in error:
            collect(each.as_json_data() if hasattr(each, "as_json_data") else each.messages)
    return " | ".join(messages)
