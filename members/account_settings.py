"""The page "Account" of Wagtail's admin, where people change their own name and preferences."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import AccountView, BaseSettingsPanel, NameEmailSettingsPanel

from members.forms import OwnAccountForm


class NameAndAddressPanel(BaseSettingsPanel):
    """In the place of Wagtail's panel, which asks for a first and a last name."""

    name = "name_email"
    title = _("Name")
    order = 100
    form_class = OwnAccountForm


class AccountSettingsView(AccountView):
    """Wagtail's page with our panel."""

    def get_panels(self) -> list[Any]:
        """Wagtail's panels but the one of the name."""
        return [
            NameAndAddressPanel(panel.request, panel.user, panel.profile)
            if isinstance(panel, NameEmailSettingsPanel)
            else panel
            for panel in super().get_panels()
        ]
