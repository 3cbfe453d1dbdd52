"""Another e-mail address for an account, proven by codes mailed to both the old and the new one.

The old one is asked as well: whoever sits down at a browser that somebody left signed in could
otherwise take the account along. Who no longer gets mail there asks an administrator.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from allauth.account import signals
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone

from core.tokens import hash_of_code, is_code, new_code
from members.addresses import prove

if TYPE_CHECKING:
    from members.models import User

KEPT_AS = "members_changing_address"
MOST_ATTEMPTS = 3


class Change:
    """A change that waits for its codes. It is kept in the session, the codes as hashes only."""

    def __init__(self, request: HttpRequest, kept: dict[str, Any]) -> None:
        self._request = request
        self._kept = kept

    @property
    def old(self) -> str:
        """The address the account has."""
        return str(self._kept["old"])

    @property
    def new(self) -> str:
        """The address it is to have."""
        return str(self._kept["new"])

    @classmethod
    def begin(cls, request: HttpRequest, user: User, new: str) -> Change:
        """Mail a code to each address. One that somebody else has gets a mail as well.

        Raises ImmediateHttpResponse where the mail server refuses.
        """
        codes = {"old": new_code(), "new": new_code()}
        addresses = {"old": user.email, "new": new}
        hashes = {
            f"{side}_hash": hash_of_code(code, _purpose(user, side, addresses[side]))
            for side, code in codes.items()
        }
        began = timezone.now().isoformat()
        change = cls(request, {"began": began, "failed": 0, **addresses, **hashes})
        for side, code in codes.items():
            get_adapter().send_mail(
                f"account/email/change_{side}",
                addresses[side],
                {"user": user, "code": code, "new": new},
            )
        change._keep()
        return change

    @classmethod
    def going_on(cls, request: HttpRequest, user: User) -> Change | None:
        """The change that was begun in this session, unless it ran out or the account has moved."""
        kept = request.session.get(KEPT_AS)
        if not kept:
            return None
        holds = timedelta(minutes=settings.CODE_MINUTES)
        began = datetime.fromisoformat(kept["began"])
        if timezone.now() - began > holds or kept["old"] != user.email:
            del request.session[KEPT_AS]
            return None
        return cls(request, kept)

    def proves(self, user: User, old_code: str, new_code: str) -> bool:
        """Whether both codes are right. The third wrong attempt ends the change."""
        is_old = is_code(old_code, _purpose(user, "old", self.old), self._kept["old_hash"])
        is_new = is_code(new_code, _purpose(user, "new", self.new), self._kept["new_hash"])
        if is_old and is_new:
            return True
        self._kept["failed"] += 1
        if self._kept["failed"] >= MOST_ATTEMPTS:
            self.forget()
        else:
            self._keep()
        return False

    @property
    def is_over(self) -> bool:
        """Whether it was given up or ended."""
        return KEPT_AS not in self._request.session

    def forget(self) -> None:
        """Give it up."""
        self._request.session.pop(KEPT_AS, None)

    def carry_out(self, user: User) -> bool:
        """Give the account its new address; False where somebody else has it by now."""
        old = user.email
        row = EmailAddress.objects.filter(user_id=user.pk, primary=True).first()
        user.email = self.new
        try:
            with transaction.atomic():
                user.save(update_fields=["email"])
                prove(user)
                self._signal(user, row)
        except IntegrityError:
            user.email = old
            self.forget()
            return False
        self.forget()
        context = {"from_email": self.old, "to_email": self.new}
        get_adapter().send_notification_mail(
            "account/email/email_changed", user, context, email=self.old
        )
        return True

    def _signal(self, user: User, old: EmailAddress | None) -> None:
        new = EmailAddress.objects.get(user_id=user.pk)
        signals.email_changed.send(
            sender=EmailAddress,
            request=self._request,
            user=user,
            from_email_address=old,
            to_email_address=new,
        )

    def _keep(self) -> None:
        self._request.session[KEPT_AS] = self._kept


def _purpose(user: User, side: str, address: str) -> str:
    """What a code is for: it proves this address of this account, in this change, and no other."""
    return f"address:{user.pk}:{side}:{address.lower()}"
