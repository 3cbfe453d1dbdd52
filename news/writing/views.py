"""What the article's form asks while somebody writes. Each answers as JSON and changes nothing,

except that a source is created on request.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from wagtail.log_actions import log

from members.signed_in import account_of
from news.addresses import edit_url
from news.models import Source
from news.overview.reach import works_on_articles
from news.writing.dates import UnreadableDateError, read_date
from news.writing.doubles import Double, find_doubles
from news.writing.sources import find_sources, key_of, may_add_sources
from news.writing.topics import suggest_topics
from news.writing.widgets import shown_as

LONGEST_NAME = 255
WRITES = frozenset({"add", "change"})


def _only_for_writers(request: HttpRequest) -> None:
    """Others need no help with it."""
    if not works_on_articles(account_of(request), WRITES):
        raise PermissionDenied


@require_GET
def find(request: HttpRequest) -> JsonResponse:
    """The sources that `q` may mean, and the name a new one would get, if it may be made."""
    _only_for_writers(request)
    typed = " ".join(request.GET.get("q", "").split())[:LONGEST_NAME]
    found = find_sources(typed)
    is_new = bool(key_of(typed)) and all(
        typed.casefold() != source.name.casefold() for source in found
    )
    offered = typed if is_new and may_add_sources(account_of(request)) else ""
    return JsonResponse({"sources": [_described(each) for each in found], "create": offered})


@require_POST
def create_source(request: HttpRequest) -> JsonResponse:
    """Make a source of this name; where there is one by now, name that."""
    _only_for_writers(request)
    if not may_add_sources(account_of(request)):
        raise PermissionDenied
    source = Source(name=" ".join(request.POST.get("name", "").split()))
    if known := Source.objects.filter(name__iexact=source.name).first():
        return JsonResponse(_described(known))
    try:
        source.full_clean()
        with transaction.atomic():
            source.save()
            log(instance=source, action="wagtail.create", user=request.user)
    except ValidationError as error:
        return JsonResponse({"error": " ".join(error.messages)}, status=400)
    except IntegrityError:
        # Somebody else was quicker.
        return JsonResponse(_described(Source.objects.get(name=source.name)))
    return JsonResponse(_described(source), status=201)


def _described(source: Source) -> dict[str, Any]:
    """In the words of Wagtail's chooser, and with the host, which tells namesakes apart."""
    host = (urlsplit(source.url).hostname or "").removeprefix("www.")
    edit = reverse(source.snippet_viewset.get_url_name("edit"), args=(source.pk,))
    return {"id": source.pk, "string": source.name, "detail": host, "edit_url": edit}


@require_GET
def understood_date(request: HttpRequest) -> JsonResponse:
    """How a date is understood, in a sentence; or that it is not."""
    today = timezone.localdate()
    try:
        date = read_date(request.GET.get("text", ""), today)
    except UnreadableDateError as error:
        return JsonResponse({"error": str(error)})
    words = shown_as(date) if date else ""
    if date and date.day > today:
        words = f"{words} {_('That day is still to come.')}"
    return JsonResponse({"words": words})


@require_POST
def suggested_topics(request: HttpRequest) -> JsonResponse:
    """Topics for the texts. A POST only because texts are long."""
    _only_for_writers(request)
    return JsonResponse(
        {"topics": [{"id": each.pk, "name": each.name} for each in suggest_topics(request.POST)]}
    )


@require_GET
def doubles(request: HttpRequest) -> JsonResponse:
    """Articles of the same address or nearly the same headline, as far as this person sees them."""
    _only_for_writers(request)
    own = request.GET.get("article", "")
    found = find_doubles(
        account_of(request),
        request.GET.get("address", ""),
        [request.GET.get("headline", ""), request.GET.get("source_headline", "")],
        apart_from=int(own) if own.isascii() and own.isdigit() and len(own) < 10 else None,
    )
    return JsonResponse({"doubles": [_shown(each, request) for each in found]})


def _shown(double: Double, request: HttpRequest) -> dict[str, Any]:
    article = double.article
    may_edit = article.permissions_for_user(request.user).can_edit()
    return {
        "title": article.get_admin_display_title(),
        "words": double.words,
        "same_address": double.has_same_address,
        "edit_url": edit_url(article.pk) if may_edit else "",
        "view_url": article.get_url(request) if article.live else "",
    }
