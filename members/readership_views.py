"""Who can read a page, for a page's form to ask."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.models import Page

from members.readership import who_reads
from members.signed_in import account_of


@require_safe
def who_reads_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """Who can read a page, in words, for whoever may edit it."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not page.permissions_for_user(account_of(request)).can_edit():
        raise PermissionDenied
    words = who_reads(page.get_latest_revision_as_object())
    return HttpResponse(words, content_type="text/plain; charset=utf-8")
