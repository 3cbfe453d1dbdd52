"""Forms of the navigation's admin."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms.models import WagtailAdminModelForm

from core.sites import default_site_key
from navigation.beginnings import NAMES


class MenuForm(WagtailAdminModelForm):
    """The editor's form. Where a menu stands is chosen once: pages may rely on it.

    A new one is for the site there is, and for the first place there that has none.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name in {"place", "site"} & self.fields.keys():
                self.fields[name].disabled = True
        elif not self.instance.site_id:
            site = default_site_key()
            self.initial["site"] = site
            menus = type(self.instance).objects.filter(site_id=site)
            taken = set(menus.values_list("place", flat=True))
            free = [place for place in NAMES if place not in taken]
            self.initial["place"] = free[0] if free else self.instance.place
