"""Who may ask whom to approve an article without an account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from members.models import User
from news.review import four_eyes
from news.review.completeness import faults_of

if TYPE_CHECKING:
    from wagtail.models import TaskState

    from news.models import ArticlePage, GuestInvitation


class RefusedError(Exception):
    """Nobody was invited; the message is for the person who tried."""


def task_awaiting(article: ArticlePage, user: User) -> TaskState | None:
    """The article's current task, if it is this person's to approve."""
    task_state = article.current_workflow_task_state
    if task_state is None or not user.is_active:
        return None
    actions = task_state.task.specific.get_actions(article, user)
    return task_state if any(name == "approve" for name, *_rest in actions) else None


def refuse_inviter(article: ArticlePage, user: User) -> None:
    """Raise RefusedError where this person may ask nobody about the article as it is now."""
    if not article.workflow_in_progress:
        raise RefusedError(
            _(
                "The article is not waiting for approval. Submit it first; then somebody can be "
                "asked."
            )
        )
    if not four_eyes.may_make_public(user, article):
        raise RefusedError(
            _(
                "You wrote or edited this version, so somebody else has to approve it or to choose "
                "who does."
            )
        )
    if task_awaiting(article, user) is None:
        raise RefusedError(_("Only who may approve this step can ask somebody to do it."))


def refuse_address(article: ArticlePage, user: User, address: str) -> None:
    """Raise RefusedError where the address must not be asked by this person."""
    asked = bare(address)
    if asked == bare(user.email):
        raise RefusedError(_("This is your own address. Please ask somebody else."))
    if not four_eyes.is_required():
        return
    authors = User.objects.filter(pk__in=four_eyes.authors_of(article))
    if asked in {bare(email) for email in authors.values_list("email", flat=True)}:
        raise RefusedError(_("This address belongs to somebody who wrote or edited this version."))


def refuse_incomplete(article: ArticlePage) -> None:
    """Raise RefusedError where the article lacks what it needs before readers see it."""
    if faults := faults_of(article):
        raise RefusedError(_("The article is not complete yet. %(faults)s") % {"faults": faults})


def still_allows(invitation: GuestInvitation) -> bool:
    """Whether who invited might still do so: the decision is made in their place."""
    article, user = invitation.article, invitation.invited_by
    if user is None:
        return False
    try:
        refuse_inviter(article, user)
        refuse_address(article, user, invitation.address)
    except RefusedError:
        return False
    return True


def bare(address: str) -> str:
    """The mailbox an address leads to: without capitals, and without what may follow a "+"."""
    local, _at, domain = address.strip().casefold().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"
