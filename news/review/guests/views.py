"""What a reviewer without an account sees: the page behind the link.

Nobody is signed in and no session is opened. The link's token shows, the mailed code decides; no
cookie gives anybody any right here, so that there is nothing a foreign site could misuse: the pages
carry no CSRF token. (Django could not check one anyway: with `Referrer-Policy: no-referrer`
browsers send `Origin: null`.)
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from core.models import PageWithBody
from news.models import ArticlePage, Decision, GuestInvitation
from news.review.guests.codes import CodeProblem, awaits_code, make_code, take_back
from news.review.guests.deciding import Outcome, decide
from news.review.guests.forms import DecisionForm
from news.review.guests.mails import mail_code
from news.review.guests.standing import Standing, standing_of

logger = logging.getLogger("news_desk.guests")

GONE = 410


def _discreet(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Have nobody keep the page, list it, or learn its address from it."""

    @wraps(view)
    def discreet(*args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(*args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return discreet


# Each step has a transaction of its own: no mail server is waited for inside one.
@method_decorator(
    [transaction.non_atomic_requests, csrf_exempt, never_cache, _discreet], name="dispatch"
)
class GuestReviewView(View):
    """The article as it was when the reviewer was asked, and how to decide about it."""

    http_method_names = ("get", "head", "post")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Treat everybody as a stranger.

        Whoever is signed in in this browser need not be who was asked, and a form with a CSRF
        token, like that for signing out, could not be sent from a page without referrer.
        """
        super().setup(request, *args, **kwargs)
        request.user = AnonymousUser()

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Show it; nothing changes."""
        invitation = _find(token)
        standing = standing_of(invitation) if invitation else None
        if invitation is None or standing != Standing.OPEN:
            return _ended(request, invitation, standing)
        return _shown(request, invitation, DecisionForm())

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Send a code, or decide."""
        if "send_code" in request.POST:
            return _send_code(request, token)
        return _decide(request, token)


def _find(token: str) -> GuestInvitation | None:
    found = GuestInvitation.objects.with_token(token).select_related("invited_by", "article")
    return found.first()


def _send_code(request: HttpRequest, token: str) -> HttpResponse:
    made = make_code(token)
    if isinstance(made, tuple):
        invitation, code = made
        try:
            mail_code(invitation, code)
        except OSError:
            logger.exception("the code for invitation %s could not be mailed", invitation.pk)
            take_back(invitation)
            return _shown(request, invitation, DecisionForm(), mail_failed=True)
        return redirect(f"{request.path}#decide")
    found = _find(token)
    if made is None or found is None:
        return _ended(request, found, standing_of(found) if found else None)
    return _shown(request, found, DecisionForm(), code_problem=made.label)


def _decide(request: HttpRequest, token: str) -> HttpResponse:
    form = DecisionForm(request.POST)
    if not form.is_valid():
        found = _find(token)
        standing = standing_of(found) if found else None
        if found is None or standing != Standing.OPEN:
            return _ended(request, found, standing)
        return _shown(request, found, form)
    outcome = decide(
        token,
        Decision(form.cleaned_data["decision"]),
        form.cleaned_data["code"],
        form.cleaned_data["remark"],
    )
    return _answer(request, outcome, form)


def _answer(request: HttpRequest, outcome: Outcome, form: DecisionForm) -> HttpResponse:
    invitation = outcome.invitation
    if invitation and outcome.is_done:
        return _thanked(request, invitation)
    if invitation is None or outcome.standing != Standing.OPEN:
        return _ended(request, invitation, outcome.standing)
    if outcome.problem:
        form.add_error("code", CodeProblem(outcome.problem).label)
    return _shown(request, invitation, form)


def _thanked(request: HttpRequest, invitation: GuestInvitation) -> HttpResponse:
    article = ArticlePage.objects.get(pk=invitation.article_id)
    approved = invitation.article.latest_revision
    scheduled = article.get_scheduled_revision_as_object()
    context = {
        "invitation": invitation,
        "article": article,
        "is_live": article.live and article.live_revision_id == approved.pk,
        "go_live_at": scheduled.go_live_at if scheduled else None,
    }
    return render(request, "news/review/guest_decided.html", context)


def _shown(
    request: HttpRequest, invitation: GuestInvitation, form: DecisionForm, **more: Any
) -> HttpResponse:
    frozen = invitation.frozen_article()
    # Not the article's own context: what to read on is remembered for the published version.
    context = PageWithBody.get_context(frozen, request)
    context |= {
        "article": frozen,
        "invitation": invitation,
        "form": form,
        "awaits_code": awaits_code(invitation),
        "masked_address": masked(invitation.address),
        **more,
    }
    return render(request, "news/review/guest_review.html", context)


def _ended(
    request: HttpRequest, invitation: GuestInvitation | None, standing: Standing | None
) -> HttpResponse:
    """Say what happened and whom to ask, and nothing of the article."""
    context = {"invitation": invitation, "standing": standing.value if standing else "unknown"}
    status = GONE if invitation else 404
    return render(request, "news/review/guest_link_ended.html", context, status=status)


def masked(address: str) -> str:
    """Enough of an address for its owner to know it; whoever got a forwarded link learns little."""
    local, _at, domain = address.rpartition("@")
    return f"{local[:1]}…@{domain}"
