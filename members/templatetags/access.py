"""Who may read a page, and the way in, in templates."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.template import Context
from wagtail.models import Page

from core.closures import closures
from members.access import is_for_members
from members.readership import who_reads

register = template.Library()


@register.inclusion_tag("members/parts/for_whom.html")
def for_whom(page: Any) -> dict[str, Any]:
    """A mark on what not everybody may read. Asked of anything that has a tree path."""
    is_open = closures().is_open(page)
    return {"is_open": is_open, "is_for_members": not is_open and is_for_members(page)}


@register.simple_tag(name="who_reads")
def who_reads_tag(page: Page, parent: Page | None = None) -> str:
    """Who can read the page, in words; below which other one it will stand, where it is new."""
    return who_reads(page, parent)


@register.simple_tag(takes_context=True)
def sign_in_address(context: Context) -> str:
    """The sign-in page, which leads back here."""
    request: HttpRequest = context["request"]
    return f"{resolve_url(settings.LOGIN_URL)}?next={quote(request.get_full_path(), safe='')}"
