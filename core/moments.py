"""Moments in words, for people."""

from __future__ import annotations

import datetime

from django.utils import timezone
from django.utils.formats import date_format, time_format


def in_words(moment: datetime.datetime, zone: datetime.tzinfo | None = None) -> str:
    """Day and time in a time zone, that of the person who looks unless one is named."""
    return date_format(timezone.localtime(moment, zone), "DATETIME_FORMAT")


def by_the_sites_clock(moment: datetime.datetime) -> str:
    """The same in the site's own time zone, whoever looks."""
    return in_words(moment, timezone.get_default_timezone())


def in_short(moment: datetime.datetime) -> str:
    """Day and time as short as they are clear: without the year where it is this one."""
    local = timezone.localtime(moment)
    form = "MONTH_DAY_FORMAT" if local.year == timezone.localtime().year else "DATE_FORMAT"
    return f"{date_format(local, form)}, {time_format(local)}"
