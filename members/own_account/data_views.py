"""The pages on which people take their data along, and leave."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.models import Site

from core.organisations import identity_of
from core.tokens import hash_of_code, is_code, new_code
from members.administrators import LastAdministratorError, is_last_administrator
from members.models import Departure, User
from members.own_account.download import packed
from members.own_account.forms import LeaveForm
from members.own_account.leaving import ask_for, revoke
from members.signed_in import account_of

KEPT_AS = "members_leaving"
MOST_ATTEMPTS = 3


@login_required
@require_POST
def download(request: HttpRequest) -> HttpResponseBase:
    """Everything that is held about the person who is signed in."""
    account = account_of(request)
    if refusal := ratelimit.consume_or_429(request, action="download", user=account):
        return refusal
    site = Site.find_for_request(request)
    organisation = identity_of(site).name or settings.WAGTAIL_SITE_NAME
    answer = HttpResponse(packed(account, organisation), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="my-data-{timezone.localdate()}.zip"'
    return answer


@login_required
def leave(request: HttpRequest) -> HttpResponseBase:
    """Ask for the account to be deleted, confirm it with a mailed code, or keep it after all."""
    account = account_of(request)
    if request.method != "POST":
        return _show(request)
    if refusal := ratelimit.consume_or_429(request, action="leave", user=account):
        return refusal
    if "keep" in request.POST:
        request.session.pop(KEPT_AS, None)
        if revoke(account):
            _mail(account, "leave_revoked", {})
        messages.success(request, _("Your account stays."))
        return HttpResponseRedirect(reverse("members:account"))
    if is_last_administrator(account):
        return _show(request)
    if "code" in request.POST:
        return _confirm(request, account)
    code = new_code()
    _mail(account, "leave_code", {"code": code})
    request.session[KEPT_AS] = {
        "began": timezone.now().isoformat(),
        "hash": hash_of_code(code, _purpose(account)),
        "failed": 0,
    }
    return HttpResponseRedirect(reverse("members:leave"))


def _confirm(request: HttpRequest, account: User) -> HttpResponseBase:
    kept = _waiting(request)
    if kept is None:
        messages.error(request, _("This code has run out. Please begin again."))
        return HttpResponseRedirect(reverse("members:leave"))
    form = LeaveForm(request.POST)
    if not form.is_valid():
        return _show(request, form)
    if is_code(form.cleaned_data["code"], _purpose(account), kept["hash"]):
        return _carry_out(request, account)
    kept["failed"] += 1
    if kept["failed"] >= MOST_ATTEMPTS:
        del request.session[KEPT_AS]
        messages.error(request, _("Three wrong codes: your account stays. Please begin again."))
        return HttpResponseRedirect(reverse("members:leave"))
    request.session[KEPT_AS] = kept
    form.add_error("code", _("This is not the code we mailed. Only the newest one counts."))
    return _show(request, form)


def _carry_out(request: HttpRequest, account: User) -> HttpResponseBase:
    del request.session[KEPT_AS]
    try:
        departure = ask_for(account)
    except LastAdministratorError:
        return _show(request)
    _mail(account, "leave_begun", {"due_at": departure.due_at})
    return HttpResponseRedirect(reverse("members:leave"))


def _waiting(request: HttpRequest) -> dict[str, Any] | None:
    """What is kept of the code that was mailed in this session, while it holds."""
    kept: dict[str, Any] | None = request.session.get(KEPT_AS)
    if kept is None:
        return None
    holds = timedelta(minutes=settings.CODE_MINUTES)
    if timezone.now() - datetime.fromisoformat(kept["began"]) > holds:
        del request.session[KEPT_AS]
        return None
    return kept


def _show(request: HttpRequest, form: LeaveForm | None = None) -> HttpResponse:
    account = account_of(request)
    departure = Departure.objects.filter(account=account).first()
    if form is None and departure is None and _waiting(request):
        form = LeaveForm()
    told = {
        "departure": departure,
        "form": form,
        "is_last_administrator": is_last_administrator(account),
    }
    return render(request, "members/pages/leave.html", told)


def _mail(account: User, name: str, told: dict[str, Any]) -> None:
    get_adapter().send_mail(f"account/email/{name}", account.email, {"user": account, **told})


def _purpose(account: User) -> str:
    return f"leave:{account.pk}"
