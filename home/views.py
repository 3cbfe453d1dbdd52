"""The site's search, the suggestions for it, the site map, the accent colour."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from core.media import IMMUTABLE
from core.robots import is_robot
from core.search import suggest
from home.accents import Sheet, sheet_for
from home.admin_look import admin_sheet_for
from home.search.popular import count_search
from home.search.results import SearchResults, beginning_of_site
from home.site_map import site_map_for

SUGGESTIONS_HOLD_SECONDS = 60


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What the visitor may read that has the words in `?q=`."""
    results = SearchResults(request)
    if request.method == "GET" and not is_robot(request) and results.is_first_look:
        count_search(results.words)
    return render(request, "home/pages/search_page.html", {"results": results})


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """What the visitor may be about to type, as JSON."""
    found = suggest(request.GET.get("q", ""), request.user, below=beginning_of_site(request))
    response = JsonResponse(
        {"suggestions": [{"text": each.text, "kind": str(each.kind)} for each in found]}
    )
    if not request.user.is_authenticated:
        patch_cache_control(response, public=True, max_age=SUGGESTIONS_HOLD_SECONDS)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """The tree of all pages that the visitor may read, but for the articles of desks."""
    return render(request, "home/pages/site_map.html", {"map": site_map_for(request)})


@require_safe
def accent(request: HttpRequest, code: str, digest: str) -> HttpResponse:
    """The style sheet of an accent colour, for ever the same at its address (home.accents)."""
    return _sheet(request, sheet_for(code), digest)


@require_safe
def admin_accent(request: HttpRequest, code: str, digest: str) -> HttpResponse:
    """The same for the admin (home.admin_look)."""
    return _sheet(request, admin_sheet_for(code), digest)


def _sheet(request: HttpRequest, sheet: Sheet | None, digest: str) -> HttpResponse:
    if sheet is None or sheet.digest != digest:
        raise Http404
    etag = f'W/"{digest}"'  # Weak: compressed on its way, the same sheet is other bytes.
    response = get_conditional_response(request, etag) or HttpResponse(
        sheet.text, content_type="text/css; charset=utf-8"
    )
    response["ETag"] = etag
    response["Cache-Control"] = IMMUTABLE
    return response
