"""What the app for accounts and members holds."""

from __future__ import annotations

import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.models import ImportedRow, Membership, User
from members.own_account.holdings.registry import Holding, Rows


def moment(value: datetime.datetime | None) -> str:
    """A moment as people read it, in the site's time; empty where there is none."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return f"{date_format(local)} {time_format(local)}"


def day(value: datetime.date | None) -> str:
    """A day as people read it; empty where there is none."""
    return date_format(value) if value else ""


class AccountHolding(Holding):
    """The account itself."""

    name = "account"
    heading = gettext_lazy("Your account")

    def tell(self, account: User) -> Rows:
        """Name, address, groups and dates; of a password only that there is one."""
        row = EmailAddress.objects.filter(user_id=account.pk, verified=True).first()
        return [
            {
                _("Name"): account.display_name,
                _("E-mail address"): account.email,
                _("Address proven"): _("yes") if row else _("no"),
                _("Made"): moment(account.date_joined),
                _("Signed in last"): moment(account.last_login),
                _("Has a password"): _("yes") if account.has_usable_password() else _("no"),
                _("Groups"): ", ".join(account.groups.values_list("name", flat=True)),
            }
        ]


class SecondFactorsHolding(Holding):
    """Passkeys, apps and recovery codes."""

    name = "second_factors"
    heading = gettext_lazy("Passkeys and second factors")

    def tell(self, account: User) -> Rows:
        """What they are, never the keys."""
        return [
            {
                _("Kind"): factor.get_type_display(),
                _("Name"): str(factor.data.get("name", "")),
                _("Added"): moment(factor.created_at),
                _("Used last"): moment(factor.last_used_at),
            }
            for factor in Authenticator.objects.filter(user_id=account.pk).order_by("pk")
        ]


class DevicesHolding(Holding):
    """Where the person is signed in."""

    name = "devices"
    heading = gettext_lazy("Where you are signed in")

    def tell(self, account: User) -> Rows:
        """Browser, network address and dates of each."""
        return [
            {
                _("Browser"): session.user_agent,
                _("Network address"): str(session.ip or ""),
                _("Signed in"): moment(session.created_at),
                _("Seen last"): moment(session.last_seen_at),
            }
            for session in UserSession.objects.filter(user_id=account.pk).order_by("pk")
        ]


class MembershipHolding(Holding):
    """The membership, with what administrators noted about it."""

    name = "membership"
    heading = gettext_lazy("Your membership")

    def tell(self, account: User) -> Rows:
        """All of it."""
        return [
            {
                _("Name"): membership.name,
                _("Member number"): membership.number,
                _("Status"): str(membership.get_status_display()),
                _("Member since"): day(membership.since),
                _("Ends on"): day(membership.ends_on),
                _("Notes of administrators"): membership.notes,
            }
            for membership in Membership.objects.filter(account=account)
        ]

    def forget(self, account: User) -> None:
        """The rows of lists that were once imported name people; the membership goes by itself."""
        rows: Any = ImportedRow.objects.filter(address=account.email.lower())
        rows.update(cells=[], remark="", address="", member_number="")


OWN = (AccountHolding(), SecondFactorsHolding(), DevicesHolding(), MembershipHolding())
