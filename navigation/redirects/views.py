"""Redirects in the admin: Wagtail's views with our form, and how often each is used."""

from __future__ import annotations

import copy
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.widgets.button import Button
from wagtail.contrib.redirects import views
from wagtail.contrib.redirects.models import Redirect

from navigation.redirects.forms import DeskRedirectForm
from navigation.redirects.uses import with_uses

# Says that somebody came from the list of addresses not found, and goes back there.
FROM_NOT_FOUND = "not_found"


def _day(redirect: Redirect) -> str:
    last_use = redirect.last_use
    return date_format(last_use, "SHORT_DATE_FORMAT") if last_use else ""


_from, _site, _to, _type = views.IndexView.columns


def _narrower(column: Column, width: str) -> Column:
    """Wagtail's column, with room for ours beside it."""
    column = copy.copy(column)
    column.width = width
    return column


class RedirectIndexView(views.IndexView):
    """The list of redirects, with what they are used for."""

    columns: ClassVar[Any] = [
        _from,
        _narrower(_site, "12%"),
        _narrower(_to, "25%"),
        _type,
        NumberColumn(
            "recent_uses",
            label=gettext_lazy("Used in the last 30 days"),
            sort_key="recent_uses",
            width="12%",
        ),
        Column("last_use", label=gettext_lazy("Last used"), accessor=_day, width="10%"),
    ]
    list_export: ClassVar[Any] = [*views.IndexView.list_export, "recent_uses", "last_use"]
    export_headings: ClassVar[Any] = {
        **views.IndexView.export_headings,
        "recent_uses": gettext_lazy("Used in the last 30 days"),
        "last_use": gettext_lazy("Last used"),
    }

    def get_base_queryset(self) -> Any:
        """With what was counted."""
        return with_uses(super().get_base_queryset())

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """What else there is to do, and the way to what may need a redirect."""
        buttons: list[Button] = super().header_more_buttons
        if self.user_has_permission("add"):
            buttons.append(
                Button(
                    _("Addresses not found"),
                    url=reverse("not_found:index"),
                    icon_name="search",
                    priority=40,
                )
            )
        return buttons


class _SaysWhatHappened:
    """What saving did beyond the redirect itself, and what may not be meant so."""

    request: HttpRequest
    form: DeskRedirectForm

    def save_action(self) -> HttpResponse:
        """Say so after it is saved."""
        response: HttpResponse = super().save_action()  # type: ignore[misc]  # of a view
        led_on = self.form.led_on
        if led_on:
            messages.info(
                self.request,
                ngettext(
                    "%(number)d other redirect led to this one; now it leads to the same place.",
                    "%(number)d other redirects led to this one; now they lead to the same place.",
                    led_on,
                )
                % {"number": led_on},
            )
        for doubt in self.form.doubts():
            messages.warning(self.request, doubt)
        return response


class RedirectEditView(_SaysWhatHappened, views.EditView):
    """Change a redirect."""

    form_class = DeskRedirectForm


class RedirectCreateView(_SaysWhatHappened, views.CreateView):
    """Make a redirect; an address says what is known of it already."""

    form_class = DeskRedirectForm

    @property
    def _came_from_not_found(self) -> bool:
        return FROM_NOT_FOUND in self.request.GET

    def get_initial(self) -> dict[str, Any]:
        """What the list of addresses not found knows."""
        asked = self.request.GET
        names = ("old_path", "site", "redirect_page")
        return {
            **super().get_initial(),
            **{
                name: asked[name]
                for name in names
                if asked.get(name, "").isprintable()
                and name in asked
                and (name == "old_path" or asked[name].isdecimal())
            },
        }

    def get_add_url(self) -> str:
        """Where the form is sent, which must not forget where its writer came from."""
        url = str(super().get_add_url())
        return f"{url}?{FROM_NOT_FOUND}=1" if self._came_from_not_found else url

    def get_success_url(self) -> str:
        """Back to where its writer came from."""
        if self._came_from_not_found:
            return reverse("not_found:index")
        return str(super().get_success_url())
