"""What the list of members can be narrowed by."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, DateFromToRangeFilter, MultipleChoiceFilter
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from members.membership.deeds import today
from members.models import Membership

Memberships = QuerySet[Membership]


class Ending(models.TextChoices):
    """When memberships end."""

    MONTH = "30", _("Within 30 days")
    QUARTER = "90", _("Within 90 days")
    YEAR = "365", _("Within a year")
    NEVER = "never", _("No end set")


class HasAccount(models.TextChoices):
    """Whether there is an account."""

    YES = "yes", _("Yes")
    NO = "no", _("Not yet")


class StatusFilter(MultipleChoiceFilter):
    """With one of these statuses; by one look into the index."""

    def filter(self, qs: Memberships, value: Sequence[str]) -> Memberships:
        """Those with one of them, or all where none is ticked."""
        return qs.filter(status__in=value) if value else qs


class EndingFilter(ChoiceFilter):
    """Memberships that end soon."""

    def filter(self, qs: Memberships, value: str) -> Memberships:
        """Those whose last day is from today on until then."""
        if not value:
            return qs
        if value == Ending.NEVER:
            return qs.filter(ends_on=None)
        last = today() + datetime.timedelta(days=int(value))
        return qs.filter(ends_on__gte=today(), ends_on__lte=last)


class AccountFilter(ChoiceFilter):
    """Members who have an account, or have not."""

    def filter(self, qs: Memberships, value: str) -> Memberships:
        """Likewise."""
        return qs.filter(account__isnull=value == HasAccount.NO) if value else qs


class MembershipFilterSet(WagtailFilterSet):
    """Narrow the list of members."""

    status = StatusFilter(
        label=_("Status"), choices=Membership.Status.choices, widget=CheckboxSelectMultiple
    )
    ending = EndingFilter(
        label=_("Ends"), choices=Ending.choices, widget=RadioSelect, empty_label=_("Any")
    )
    since = DateFromToRangeFilter(label=_("Member since"), widget=DateRangePickerWidget)
    account = AccountFilter(
        label=_("Has an account"),
        choices=HasAccount.choices,
        widget=RadioSelect,
        empty_label=_("Any"),
    )

    class Meta:
        model = Membership
        fields: Any = ()
