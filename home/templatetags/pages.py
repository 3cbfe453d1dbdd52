"""Template tags of the home page and of standard pages."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import HttpRequest
from django.template import Context
from wagtail.models import Site

from core.cards import Card, picture_for_all
from core.organisations import identity_of
from home.models import HomePage, StandardPage
from home.structured_data import home_page, standard_page

register = template.Library()


@register.inclusion_tag("home/parts/page_head.html", takes_context=True)
def page_head(context: Context, page: HomePage | StandardPage) -> dict[str, Any]:
    """What the page tells machines: its card, and what or where it is."""
    request: HttpRequest = context["request"]
    identity = identity_of(Site.find_for_request(request))
    url = page.get_full_url(request) or ""
    is_home = isinstance(page, HomePage)
    data = home_page(request, url) if is_home else standard_page(page, request, url)
    return {
        "card": Card(
            kind="website",
            title=identity.name if is_home else page.title,
            url=url,
            site=identity.name,
            description=page.search_description or page.introduction,
            picture=picture_for_all(identity.share_image, url),
        ),
        "structured_data": data,
    }
