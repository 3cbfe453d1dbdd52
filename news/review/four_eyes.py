"""The four-eyes rule: nobody makes public what they wrote or edited since it was last public.

It is a setting of the site (news.models.Publishing). It is enforced where a version becomes public
or is approved for later (news.review.gate), whichever way leads there; forms and menus that ask
`may_make_public` beforehand only spare people a refusal.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from core.memory import remember
from news.models import Authorship, Publishing
from news.review.log_actions import OVERRIDDEN

if TYPE_CHECKING:
    from wagtail.models import Page

    from members.models import User


class FourEyesError(PermissionDenied):
    """Somebody was about to make public what they wrote; the message is for people."""


@dataclass(frozen=True)
class _Exception:
    account_id: int
    page_id: int


_exception: ContextVar[_Exception | None] = ContextVar("four_eyes_exception", default=None)


def is_required() -> bool:
    """Whether the association wants the rule kept."""
    return remember(
        "news.four_eyes",
        lambda: bool(Publishing.objects.values_list("four_eyes", flat=True).first()),
    )


def authors_of(page: Page) -> set[int]:
    """The keys of the accounts that wrote or edited what is not public yet of an article.

    Known whether or not the rule is on, so that switching it on holds for what is being written.
    """
    return set(Authorship.objects.filter(page_id=page.pk).values_list("account_id", flat=True))


def may_make_public(user: User | None, page: Page) -> bool:
    """Whether the rule lets this account publish, schedule or approve the article as it stands.

    It says nothing about other rights. The clock (no account) carries out what somebody approved
    before. A superuser among the authors gets False as well, outside of `reason_given`.
    """
    if user is None or not is_required():
        return True
    if _exception.get() == _Exception(user.pk, page.pk):
        return True
    # Whoever makes a page that is public at once is its author, also by copying another one.
    return not page._state.adding and user.pk not in authors_of(page)


def check(user: User | None, page: Page) -> None:
    """Raise FourEyesError where the rule keeps this account from making the article public."""
    if not may_make_public(user, page):
        raise FourEyesError(refusal(page))


def refusal(page: Page) -> str:
    """Why the article was not published, what was kept, and what to do."""
    return _(
        "“%(title)s” was not published. You wrote or edited this version, and on this site "
        "somebody else looks at it before it is public. What you wrote is kept as a draft: submit "
        "it for review, or ask a colleague to publish it."
    ) % {"title": page.get_admin_display_title()}


@contextmanager
def reason_given(user: User, page: Page, reason: str) -> Iterator[None]:
    """Let a superuser make their own work public within the block; the reason goes into the log.

    PermissionDenied for anybody else, ValueError without a reason.
    """
    if not user.is_superuser:
        raise PermissionDenied(_("Only superusers publish their own work with a reason."))
    if not reason.strip():
        raise ValueError("A reason is needed.")
    token = _exception.set(_Exception(user.pk, page.pk))
    try:
        yield
    finally:
        _exception.reset(token)
    log(page, OVERRIDDEN, user=user, data={"reason": reason.strip()})
