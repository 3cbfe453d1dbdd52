"""Forms of the navigation's admin."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms.models import WagtailAdminModelForm

from core.sites import default_site_key


class MenuForm(WagtailAdminModelForm):
    """The editor's form; a new menu is for the site there is, unless somebody says otherwise."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "site" in self.fields and not self.instance.site_id:
            self.initial.setdefault("site", default_site_key())
