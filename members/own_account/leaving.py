"""An account is deleted by its owner: confirmed by mail, done after a week, revocable until then.

What is left of it is what the association has to keep: that somebody published this then. Names and
what the person wrote about others' work go (members.own_account.holdings).
"""

from __future__ import annotations

import datetime
import logging

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Site

from core import mails
from core.scheduling import duty
from members.administrators import (
    LastAdministratorError,
    is_last_administrator,
    lock_administrators,
)
from members.models import Departure, User
from members.own_account.holdings import holdings
from members.own_account.holdings.lists import lock_changes_about

WAIT = datetime.timedelta(days=7)

logger = logging.getLogger("news_desk.members")


@transaction.atomic
def ask_for(account: User) -> Departure:
    """Have the account deleted in a week; asked again, the day stays. LastAdministratorError."""
    User.objects.select_for_update(no_key=True).get(pk=account.pk)
    if is_last_administrator(account):
        raise LastAdministratorError
    now = timezone.now()
    departure, _is_new = Departure.objects.get_or_create(
        account=account, defaults={"asked_at": now, "due_at": now + WAIT}
    )
    return departure


def let_go(sender: type[User], instance: User, **kwargs: object) -> None:
    """Let go of what is held about an account, whoever deletes it (pre_delete)."""
    for holding in holdings():
        holding.forget(instance)


def revoke(account: User) -> bool:
    """Keep the account after all; whether it was about to be deleted."""
    return Departure.objects.filter(account=account).delete()[0] > 0


@duty
def delete_departed() -> int:
    """Delete the accounts whose week is over."""
    due = Departure.objects.filter(due_at__lte=timezone.now()).order_by("due_at")
    return sum(map(_delete_in_spite_of_errors, list(due.values_list("account", flat=True))))


def _delete_in_spite_of_errors(key: int) -> bool:
    """One that fails keeps none of the others back and is tried again at the next tick."""
    try:
        return _delete(key)
    except Exception:
        logger.exception("Account %s could not be deleted and will be tried again", key)
        return False


def _delete(key: int) -> bool:
    """Delete one, unless its owner has thought better of it meanwhile."""
    with transaction.atomic():
        # Before any account: so does the worker that is at one of them.
        lock_changes_about(key)
        # Before the account itself: two of them may be the last two.
        lock_administrators()
        account = User.objects.select_for_update().filter(pk=key).first()
        departure = Departure.objects.select_for_update().filter(account=key).first()
        if account is None or departure is None or departure.due_at > timezone.now():
            return False
        if is_last_administrator(account):
            departure.delete()
            logger.warning("Account %s stays: it is the last administrator's", key)
            return False
        address = account.email
        account.delete()
    logger.info("Account %s was deleted as its owner had asked", key)
    _tell(address)
    return True


def _tell(address: str) -> None:
    site = Site.objects.filter(is_default_site=True).first()
    told = {"site_url": settings.WAGTAILADMIN_BASE_URL}
    subject = _("Your account was deleted")
    try:
        mails.send(address, subject, "account/email/account_deleted.txt", told, site=site)
    except OSError:
        # Nothing can be done for somebody whose address is gone, and the deletion is done.
        logger.exception("Nobody could be told of a deleted account")
