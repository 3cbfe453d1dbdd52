"""Carry out what a reviewer without an account decides."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import TaskState

from news.models import Decision, GuestInvitation
from news.review import reviewed
from news.review.guests.codes import CodeProblem, check_code, lock_invitation
from news.review.guests.locks import lock_article
from news.review.guests.log_actions import APPROVED, CHANGES_ASKED
from news.review.guests.standing import Standing, standing_of
from news.review.guests.tasks import tell_inviter


@dataclass(frozen=True)
class Outcome:
    """What came of a decision: `is_done`, or what the invitation's standing or the code forbade."""

    invitation: GuestInvitation | None = None
    standing: Standing | None = None
    problem: CodeProblem | None = None
    is_done: bool = False


@transaction.atomic
def decide(token: str, decision: Decision, code: str, remark: str) -> Outcome:
    """Approve, or ask for changes, once and only if everything is as when the reviewer was asked.

    Whoever comes second waits for the locks and then finds it decided. Approving the last task
    publishes what the reviewer was shown (news.review.finishing): the version found to say so stays
    locked until then. Raises what publishing raises.
    """
    key = GuestInvitation.objects.with_token(token).values_list("article", flat=True).first()
    # The article before the invitation, in the order of whoever asks somebody else instead.
    article = lock_article(key) if key else None
    invitation = lock_invitation(token)
    if article is None or invitation is None:
        return Outcome()
    invitation.article = article
    standing = standing_of(invitation)
    if standing != Standing.OPEN:
        return Outcome(invitation, standing)
    if problem := check_code(invitation, code):
        return Outcome(invitation, standing, problem)
    _record(invitation, decision, remark)
    _carry_out(invitation, decision)
    tell_inviter.enqueue(invitation.pk)
    return Outcome(invitation, standing_of(invitation), is_done=True)


def _record(invitation: GuestInvitation, decision: Decision, remark: str) -> None:
    """First of all, so that what follows finds who decided."""
    invitation.decision = decision
    invitation.remark = remark
    invitation.decided_at = timezone.now()
    invitation.code_hash = ""
    invitation.save(update_fields=["decision", "remark", "decided_at", "code_hash"])
    is_approval = decision == Decision.APPROVE
    log(
        invitation.article,
        APPROVED if is_approval else CHANGES_ASKED,
        revision=invitation.article.latest_revision,
        data={
            "address": invitation.address,
            "inviter": invitation.inviter,
            "remark": remark,
            "content": invitation.content_hash,
        },
    )


def _carry_out(invitation: GuestInvitation, decision: Decision) -> None:
    task_state: TaskState = invitation.task_state.specific
    comment = comment_on(invitation)
    if decision == Decision.CHANGES:
        task_state.reject(user=None, comment=comment)
        return
    # What the review is about from now on, for the one who was shown it; its end publishes that.
    reviewed.record(task_state, invitation.content_hash)
    task_state.approve(user=None, comment=comment)


def comment_on(invitation: GuestInvitation) -> str:
    """What the workflow's history says: who decided, since there is no account to name."""
    names = {"address": invitation.address, "inviter": invitation.inviter}
    if invitation.decision == Decision.APPROVE:
        said = _("Approved by %(address)s without an account, asked by %(inviter)s.") % names
    else:
        said = _("%(address)s, asked by %(inviter)s without an account, asks for changes.") % names
    return f"{said}\n\n{invitation.remark}" if invitation.remark else said
