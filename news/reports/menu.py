"""The reports in the menu Reports."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from wagtail.admin.menu import MenuItem

from news.reports.rights import desks_of
from news.reports.urls import REPORTS, app_name

# Before Wagtail's own, which begin at 700.
FIRST = 100


def entries_for(user: Any) -> list[MenuItem]:
    """An entry for each report that somebody may read: all of them, or none."""
    if not desks_of(user).exists():
        return []
    return [
        MenuItem(
            view.page_title,
            reverse(f"{app_name}:{name}"),
            name=f"desk-{name.replace('_', '-')}",
            icon_name=view.header_icon,
            order=FIRST + number,
        )
        for number, (name, view) in enumerate(REPORTS.items())
    ]
