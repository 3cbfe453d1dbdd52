"""Ask somebody without an account, ask again, and take it back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from core.tokens import hash_of_token, new_token
from members.models import User
from news.models import GuestInvitation
from news.review.content import content_hash
from news.review.guests.locks import lock_article
from news.review.guests.log_actions import INVITED, REVOKED
from news.review.guests.rules import (
    RefusedError,
    refuse_address,
    refuse_incomplete,
    refuse_inviter,
    task_awaiting,
)
from news.review.guests.standing import Standing, standing_of


@transaction.atomic
def invite(
    article_key: int, user: User, address: str, note: str = "", *, instead: bool = False
) -> tuple[GuestInvitation, str]:
    """Ask somebody to decide the current task about the article as it is now.

    Returns the invitation and the token of its link, which is known here and in the mail only.
    `instead` revokes one that waits for an answer. RefusedError says why nobody is invited.
    """
    article = lock_article(article_key)
    refuse_inviter(article, user)
    refuse_address(article, user, address)
    revision = article.latest_revision
    refuse_incomplete(revision.as_object())
    task_state = task_awaiting(article, user)
    for other in GuestInvitation.objects.undecided().filter(task_state=task_state):
        if not instead and standing_of(other) == Standing.OPEN:
            raise RefusedError(
                _("%(address)s has been asked already. Revoke that invitation first.")
                % {"address": other.address}
            )
        _revoke(other, user)
    token = new_token()
    invitation = GuestInvitation.objects.create(
        article=article,
        task_state=task_state,
        address=address,
        note=note,
        invited_by=user,
        token_hash=hash_of_token(token),
        content=revision.content,
        content_hash=content_hash(revision),
    )
    log(article, INVITED, user=user, revision=revision, data={"address": address})
    return invitation, token


@transaction.atomic
def revoke(key: int, user: User) -> bool:
    """End an invitation that nobody has decided; whether there was still one to end."""
    found = GuestInvitation.objects.undecided().select_for_update(of=("self",)).filter(pk=key)
    invitation = found.first()
    if invitation is None:
        return False
    if task_awaiting(invitation.article, user) is None and invitation.invited_by != user:
        raise RefusedError(_("Only who may approve this step can revoke an invitation to it."))
    _revoke(invitation, user)
    return True


def _revoke(invitation: GuestInvitation, user: User) -> None:
    invitation.revoked_at = timezone.now()
    invitation.code_hash = ""
    invitation.save(update_fields=["revoked_at", "code_hash"])
    log(invitation.article, REVOKED, user=user, data={"address": invitation.address})
