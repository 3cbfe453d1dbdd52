"""Error pages: what happened, what was kept, what to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template import loader
from django.views.decorators.cache import never_cache


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request makes no sense. Needs no database: it may come before anything is known."""
    return HttpResponse(loader.get_template("400.html").render(), status=400)


@never_cache
def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Signed in, but this is not for this account. The page names the account: nobody keeps it."""
    return render(request, "403.html", status=403)


@never_cache
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without its token: usually a page left open for long."""
    return render(request, "403_csrf.html", status=403)


@never_cache
def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing at this address. Nobody keeps the answer: who is signed in may find a page there."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke, perhaps the database: this page must do without it."""
    return HttpResponseServerError(loader.get_template("500.html").render())
