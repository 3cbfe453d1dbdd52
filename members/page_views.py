"""Pages asked for by their keys: to read them, or to learn who can."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Page

from members.access import may_read
from members.readership import who_reads
from members.refusals import refuse
from members.signed_in import account_of


@require_safe
def who_reads_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """Who can read a page, in words, for whoever may edit it."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not page.permissions_for_user(account_of(request)).can_edit():
        raise PermissionDenied
    words = who_reads(page.get_latest_revision_as_object())
    return HttpResponse(words, content_type="text/plain; charset=utf-8")


def no_password(request: HttpRequest, **_which: int) -> HttpResponseBase:
    """Where Wagtail would ask for the password of a page."""
    raise Http404


@require_safe
@never_cache
def page_by_key(request: HttpRequest, key: int) -> HttpResponseBase:
    """Lead whoever may read the page to its address; open pages link here to those for some.

    Others are answered the same whether there is such a page or not.
    """
    page = Page.objects.live().filter(pk=key).first()
    if page is None or not may_read(request.user, page):
        refuse(request)
    url = page.get_url(request)
    return redirect(url) if url else refuse(request)
