"""Signing in (one page for members, editors and administrators), and who can read a page."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.contrib.auth.views import LoginView, redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Page

from members.forms import SignInForm
from members.readership import who_reads
from members.signed_in import account_of


@method_decorator(transaction.non_atomic_requests, name="dispatch")
@method_decorator(never_cache, name="dispatch")
class SignInView(LoginView):
    """The sign-in page."""

    template_name = "members/pages/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_redirect_url(self, request: HttpRequest | None = None) -> str:
        """Where to go afterwards; not here again, which Django takes for a mistake of ours."""
        url = super().get_redirect_url()
        return "" if urlsplit(url).path == self.request.path else url


@never_cache
def sign_in_gate(request: HttpRequest) -> HttpResponseBase:
    """Where Wagtail sends whoever it refuses.

    Somebody who is signed in already is told so; sending them to the sign-in page, which sends them
    back to where they were refused, would never end.
    """
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(request.GET.get("next", "/"), reverse("members:login"))


@require_safe
def who_reads_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """Who can read a page, in words, for whoever may edit it."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not page.permissions_for_user(account_of(request)).can_edit():
        raise PermissionDenied
    words = who_reads(page.get_latest_revision_as_object())
    return HttpResponse(words, content_type="text/plain; charset=utf-8")
