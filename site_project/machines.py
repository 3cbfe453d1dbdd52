"""What programs ask of the whole site: robots.txt, the sitemap, how to search."""

from __future__ import annotations

import datetime
import re
from urllib.parse import urljoin

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from core.organisations import identity_of
from core.revalidation import revalidated
from core.sitemaps import Listed, sections_of
from core.xml import without_forbidden

# Nothing there is for search engines: forms, people's own pages, endless combinations.
KEPT_OUT = ("/account/", "/admin/", "/search/")
# What OpenSearch 1.1 allows.
SHORT_NAME = 16
DESCRIPTION = 1024


def _site(request: HttpRequest) -> Site:
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return site


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines need not look at, and where the list of pages is."""
    address = urljoin(_site(request).root_url, reverse("sitemap"))
    kept_out = "".join(f"Disallow: {path}\n" for path in KEPT_OUT)
    text = f"User-agent: *\n{kept_out}\nSitemap: {address}\n"
    return revalidated(
        request, lambda: HttpResponse(text, content_type="text/plain; charset=utf-8")
    )


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The list of all parts of the sitemap."""
    site = _site(request)

    def make() -> HttpResponse:
        parts = []
        for name, section in sections_of(site).items():
            address = urljoin(site.root_url, reverse("sitemap_section", args=(name,)))
            for number, changed in enumerate(section.parts(), start=1):
                location = address if number == 1 else f"{address}?p={number}"
                parts.append(Listed(location, changed))
        return _xml("machines/sitemap_index.xml", {"sitemaps": parts})

    return revalidated(request, make, changed_by_itself=_midnight())


@require_safe
def sitemap_section(request: HttpRequest, section: str) -> HttpResponse:
    """One part of a section."""
    sections = sections_of(_site(request))
    number = request.GET.get("p", "1")
    if section not in sections or not re.fullmatch(r"[1-9][0-9]{0,4}", number):
        raise Http404

    def make() -> HttpResponse:
        urls = sections[section].part(int(number))
        if not urls and number != "1":
            raise Http404
        return _xml("machines/sitemap.xml", {"urlset": urls})

    return revalidated(request, make, changed_by_itself=_midnight())


def _midnight() -> datetime.datetime:
    """Since when today's news are news."""
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """How a browser can search the site from its address bar."""
    site = _site(request)

    def make() -> HttpResponse:
        identity = identity_of(site)
        name = without_forbidden(identity.name)
        told = _("Search %(name)s") % {"name": name}
        context = {
            "short_name": name[:SHORT_NAME].strip(),
            "description": told[:DESCRIPTION],
            "search": urljoin(site.root_url, reverse("home:search")),
            "icon": urljoin(
                site.root_url,
                identity.icons[0].url if identity.icons else static("favicon.svg"),
            ),
            "icon_type": "image/png" if identity.icons else "image/svg+xml",
        }
        answer = _xml("machines/opensearch.xml", context)
        answer["Content-Type"] = "application/opensearchdescription+xml; charset=utf-8"
        return answer

    return revalidated(request, make)


def _xml(template: str, context: dict[str, object]) -> HttpResponse:
    return HttpResponse(
        render_to_string(template, context), content_type="application/xml; charset=utf-8"
    )
