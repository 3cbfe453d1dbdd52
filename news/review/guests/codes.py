"""The code that proves that whoever decides reads the mail of the address that was asked.

The link alone shows and does not decide: mails are forwarded. A code is sent on request, holds for
a quarter of an hour and for five tries. However often somebody asks, no more than ten are ever sent
for one invitation: fifty tries at a million codes, and no flood in the reviewer's mailbox.
"""

from __future__ import annotations

import datetime

from django.db import transaction
from django.db.models import F, TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from core.tokens import hash_of_code, is_code, new_code
from news.models import GuestInvitation
from news.review.guests.log_actions import CODE_SENT
from news.review.guests.standing import Standing, standing_of

HOLDS = datetime.timedelta(minutes=15)
PAUSE = datetime.timedelta(minutes=1)
MOST_TRIES = 5
MOST_CODES = 10


class CodeProblem(TextChoices):
    """Why there is no code, or why one does not do."""

    TOO_SOON = (
        "too_soon",
        _("A code was sent a moment ago. If it does not arrive, ask for another in a minute."),
    )
    NO_MORE = (
        "no_more",
        _("No more codes are sent for this invitation. Please ask for a new invitation."),
    )
    WRONG = "wrong", _("This is not the code. Please check the newest mail we sent you.")
    WORN_OUT = (
        "worn_out",
        _("Too many wrong codes were tried. Please have a new one sent."),
    )
    OUTDATED = "outdated", _("This code holds no longer. Please have a new one sent.")
    MISSING = "missing", _("Please have a code sent and write it here.")


@transaction.atomic
def make_code(token: str) -> tuple[GuestInvitation, str] | CodeProblem | None:
    """A new code, to be mailed once the transaction is over; it ends the one before.

    A problem where there is none to be had now, None where the invitation is not open.
    """
    invitation = lock_invitation(token)
    if invitation is None or standing_of(invitation) != Standing.OPEN:
        return None
    now = timezone.now()
    if invitation.codes_sent >= MOST_CODES:
        return CodeProblem.NO_MORE
    if invitation.code_sent_at and now - invitation.code_sent_at < PAUSE:
        return CodeProblem.TOO_SOON
    code = new_code()
    invitation.code_hash = hash_of_code(code, _purpose(invitation))
    invitation.code_sent_at = now
    invitation.codes_sent += 1
    invitation.wrong_codes = 0
    invitation.save(update_fields=["code_hash", "code_sent_at", "codes_sent", "wrong_codes"])
    log(invitation.article, CODE_SENT, data={"address": invitation.address})
    return invitation, code


def take_back(invitation: GuestInvitation) -> None:
    """Forget a code that could not be mailed, so that another can be asked for at once."""
    unsent = GuestInvitation.objects.filter(pk=invitation.pk, code_hash=invitation.code_hash)
    unsent.update(code_hash="", code_sent_at=None, codes_sent=F("codes_sent") - 1)


def awaits_code(invitation: GuestInvitation) -> bool:
    """Whether a code was sent that still holds."""
    sent = invitation.code_sent_at
    return bool(
        invitation.code_hash
        and sent
        and timezone.now() - sent < HOLDS
        and invitation.wrong_codes < MOST_TRIES
    )


def check_code(invitation: GuestInvitation, code: str) -> CodeProblem | None:
    """What is wrong with a code; a wrong one is counted. The invitation has to be locked."""
    if not invitation.code_hash or not invitation.code_sent_at or not code.strip():
        return CodeProblem.MISSING
    if invitation.wrong_codes >= MOST_TRIES:
        return CodeProblem.WORN_OUT
    if timezone.now() - invitation.code_sent_at >= HOLDS:
        return CodeProblem.OUTDATED
    if is_code(code, _purpose(invitation), invitation.code_hash):
        return None
    invitation.wrong_codes += 1
    invitation.save(update_fields=["wrong_codes"])
    return CodeProblem.WORN_OUT if invitation.wrong_codes >= MOST_TRIES else CodeProblem.WRONG


def lock_invitation(token: str) -> GuestInvitation | None:
    """The invitation of this link, locked until the transaction ends."""
    found = GuestInvitation.objects.with_token(token).select_for_update(of=("self",))
    return found.first()


def _purpose(invitation: GuestInvitation) -> str:
    return f"guest invitation {invitation.pk}"
