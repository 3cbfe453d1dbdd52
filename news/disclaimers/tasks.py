"""Move many articles in the worker.

Safe to run twice, and to be killed: what has been moved is not moved again (`moving.move`).
"""

from __future__ import annotations

from django_tasks import task

from members.models import User
from news.disclaimers import usage
from news.disclaimers.moving import movable, move
from news.models import Disclaimer, NewsDeskPage

# More than these take longer than a person should wait.
AT_ONCE = 200


def move_all_of(disclaimer: Disclaimer, user: User) -> int | None:
    """Move all places at which the disclaimer stands to its wording in force.

    Returns how many articles changed; None where there are many, which the worker moves.
    """
    records = usage.standing(disclaimer)
    if movable(records, user).count() <= AT_ONCE:
        return move(records, user, follow_desk=False)
    move_disclaimer.enqueue(disclaimer.pk, user.pk)
    return None


def move_all_on(desk: NewsDeskPage, user: User) -> int | None:
    """Move what articles took from the desk to what it has now; returns the same."""
    records = usage.from_desk(desk)
    if movable(records, user).count() <= AT_ONCE:
        return move(records, user, follow_desk=True)
    move_desk.enqueue(desk.pk, user.pk)
    return None


@task(backend="jobs")
def move_disclaimer(disclaimer_id: int, user_id: int) -> int:
    """Move all places at which a disclaimer stands; returns how many articles changed."""
    user, disclaimer = _user(user_id), Disclaimer.objects.filter(pk=disclaimer_id).first()
    if user is None or disclaimer is None:
        return 0
    return move(usage.standing(disclaimer), user, follow_desk=False)


@task(backend="jobs")
def move_desk(desk_id: int, user_id: int) -> int:
    """Move what a desk's articles took from it; returns how many changed."""
    user, desk = _user(user_id), NewsDeskPage.objects.filter(pk=desk_id).first()
    if user is None or desk is None:
        return 0
    return move(usage.from_desk(desk), user, follow_desk=True)


def _user(key: int) -> User | None:
    """Who asked for it, unless the account was closed meanwhile."""
    return User.objects.filter(pk=key, is_active=True).first()
