"""The app's own sections of the page "Your account"."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from members.models import Departure
from members.panels import AccountPanel
from members.signed_in import account_of


class DeparturePanel(AccountPanel):
    """That the account is about to be deleted: first of all, since it may be news to its owner."""

    order = 0
    heading = gettext_lazy("Deletion")
    template_name = "members/parts/departure_panel.html"

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether it is."""
        return Departure.objects.filter(account=account_of(request)).exists()

    def context(self, request: HttpRequest) -> dict[str, Any]:
        """When."""
        return {"departure": Departure.objects.get(account=account_of(request))}


class DataPanel(AccountPanel):
    """What is held about the person, to take along; and the way out."""

    order = 900
    heading = gettext_lazy("Your data")
    template_name = "members/parts/data_panel.html"

    def context(self, request: HttpRequest) -> dict[str, Any]:
        """Whether the account is about to be deleted."""
        return {"departure": Departure.objects.filter(account=account_of(request)).first()}
