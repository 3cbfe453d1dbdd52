"""Panels of the admin's dashboard that apps register without being known there.

    @panel("news.scheduled", _("Scheduled"), order=30)
    def scheduled(user): return Content([Line(title, url, note), …], more=…)

in a module that the app's AppConfig.ready imports. What a panel needs is asked for whenever
somebody opens the dashboard: a few keys by an index, never a count of everything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.formats import number_format
from django.utils.translation import gettext
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import (
    RecentEditsPanel,
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser
    from django.utils.functional import _StrPromise

    Label = str | _StrPromise

# Lines of a panel, and how far things are counted.
SHOWN = 5
COUNTED = 100

# Panels of Wagtail's that ours say better: those fetch everything there is, whole.
REPLACED = (WorkflowObjectsToModeratePanel, UserObjectsInWorkflowModerationPanel, RecentEditsPanel)


@dataclass(frozen=True)
class Line:
    """One thing in a panel, where it leads to, and what there is to say about it."""

    title: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Content:
    """What a panel shows to one person.

    `number` counts no further than one more than COUNTED. `empty` helps on where there is nothing;
    without it an empty panel is not shown. `begin` leads to where something can be made then.
    """

    lines: Sequence[Line]
    number: int = 0
    more: str = ""
    empty: Label = ""
    begin: Line | None = None

    @property
    def more_in_words(self) -> str:
        """What the link to the list says: how many there are, where these lines are not all."""
        if self.number <= len(self.lines):
            return gettext("Show in the list")
        return gettext("Show all %(number)s") % {"number": self.number_in_words}

    @property
    def number_in_words(self) -> str:
        """The number, or that it is larger than is counted."""
        return f"{COUNTED}+" if self.number > COUNTED else number_format(self.number)


# None where the panel is not for this person.
Fill = Callable[[Any], Content | None]


@dataclass(frozen=True)
class _Registered:
    name: str
    heading: Label
    order: int
    fill: Fill


_panels: dict[str, _Registered] = {}


def panel(name: str, heading: Label, *, order: int = 100) -> Callable[[Fill], Fill]:
    """Register a function that fills a panel for a person; lower orders come first."""

    def register(fill: Fill) -> Fill:
        _panels[name] = _Registered(name, heading, order, fill)
        return fill

    return register


def withdraw(name: str) -> None:
    """Take a panel back."""
    del _panels[name]


class DashboardPanel(Component):
    """A panel as Wagtail's dashboard shows it."""

    template_name = "core/admin/dashboard_panel.html"

    def __init__(self, registered: _Registered, content: Content) -> None:
        self.name = registered.name
        self.heading = registered.heading
        self.order = registered.order
        self.content = content

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """The panel's lines."""
        return {
            "panel_id": self.name.replace(".", "-"),
            "heading": self.heading,
            "content": self.content,
        }


def panels_for(user: AbstractBaseUser | AnonymousUser) -> list[DashboardPanel]:
    """The panels that have something to say to this person."""
    return [
        DashboardPanel(registered, content)
        for registered in _panels.values()
        if (content := registered.fill(user)) and (content.lines or content.empty)
    ]
