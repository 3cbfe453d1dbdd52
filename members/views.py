"""Signing in. One page for members, editors and administrators."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.contrib.auth.views import LoginView, redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Page

from members.access import may_read
from members.forms import SignInForm
from members.refusals import refuse


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
        return refuse(request)
    url = page.get_url(request)
    return redirect(url) if url else refuse(request)
