"""What search engines are told about the site and its standard pages (schema.org, as JSON-LD)."""

from __future__ import annotations

from urllib.parse import urljoin

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from wagtail.models import Page, Site

from core.organisations import identity_of
from core.structured_data import Thing, breadcrumbs, graph, organisation
from core.trails import trail_above


def home_page(request: HttpRequest, url: str) -> Thing:
    """The organisation, and how to search its site."""
    identity = identity_of(Site.find_for_request(request))
    website = {
        "@type": "WebSite",
        "name": identity.name,
        "url": url,
        "inLanguage": get_language(),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": urljoin(url, reverse("home:search")) + "?q={search_term_string}",
            },
            "query-input": "required name=search_term_string",
        },
    }
    return graph([organisation(identity, url), website])


def standard_page(page: Page, request: HttpRequest, url: str) -> Thing:
    """Where the page stands."""
    site = Site.find_for_request(request)
    above = trail_above(page, site) if site else []
    return graph([breadcrumbs([*above, (page.title, url)])])
