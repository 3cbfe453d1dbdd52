"""What the app for accounts and members holds."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import PurePosixPath

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.users.models import UserProfile

from members.models import Membership, User
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

    def forget(self, account: User) -> None:
        """What the sessions themselves hold; the rows that name browsers go with the account."""
        for session in UserSession.objects.filter(user_id=account.pk):
            session.end()


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


class ProfileHolding(Holding):
    """How the person likes the admin, and the picture that stands there for them."""

    name = "profile"
    heading = gettext_lazy("Your settings in the admin")

    def tell(self, account: User) -> Rows:
        """Language, time zone, and under which name the picture lies beside."""
        return [
            {
                _("Language"): profile.preferred_language,
                _("Time zone"): profile.current_time_zone,
                _("Picture"): _file_name(profile),
            }
            for profile in UserProfile.objects.filter(user_id=account.pk)
        ]

    def files(self, account: User) -> Iterator[tuple[str, bytes]]:
        """The picture, unless its file is gone."""
        for profile in UserProfile.objects.filter(user_id=account.pk).exclude(avatar=""):
            with suppress(FileNotFoundError), profile.avatar.open("rb") as file:
                yield _file_name(profile), file.read()

    def forget(self, account: User) -> None:
        """The row goes with the account, and its file once that is certain."""
        for profile in UserProfile.objects.filter(user_id=account.pk).exclude(avatar=""):
            file = profile.avatar
            transaction.on_commit(partial(file.storage.delete, file.name))


def _file_name(profile: UserProfile) -> str:
    return PurePosixPath(profile.avatar.name).name if profile.avatar else ""


OWN = (
    AccountHolding(),
    SecondFactorsHolding(),
    DevicesHolding(),
    MembershipHolding(),
    ProfileHolding(),
)
