"""The way to a page, as far as the visitor may go it."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import HttpRequest
from django.template import Context
from wagtail.models import Page, Site

from core.trails import places_above, places_down_to
from members.visitors import visitor_of

register = template.Library()

# From two steps on it says more than the name at the head of the page, which leads home.
FEWEST = 2


@register.inclusion_tag("core/parts/breadcrumbs.html", takes_context=True)
def breadcrumbs(context: Context, page: Page, *, with_itself: bool = False) -> dict[str, Any]:
    """Links to the pages above the page, the home page first; the headline below says where one is.

    `with_itself` adds the page: for what stands below it without being a page. Left out is what is
    not published and what the visitor may not read; where too little remains nothing is shown.
    """
    request: HttpRequest = context["request"]
    site = Site.find_for_request(request)
    if site is None:
        return {}
    places = places_down_to(page, site) if with_itself else places_above(page, site)
    visitor = visitor_of(request)
    readable = [each for each in places if visitor.may_read(each.path, each.owner)]
    home = site.root_page.path
    return {"places": readable if len(readable) >= FEWEST else [], "home": home}
