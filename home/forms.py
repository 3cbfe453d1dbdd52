"""Forms of the home app's admin."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.models import Site
from wagtail.rich_text import get_text_for_indexing

from members.visitors import Audience


class NoticeForm(WagtailAdminModelForm):
    """The administrator's form; asks for the site only where there are several.

    A draft may lack words or a group, what is published may not.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "site" in self.fields and self.instance.site_id and Site.objects.count() == 1:
            del self.fields["site"]

    def clean(self) -> dict[str, Any]:
        """Name what is missing at its field; the editor's empty text is an empty paragraph."""
        cleaned: dict[str, Any] = super().clean()
        if self.is_deferred_validation:
            return cleaned
        if "text" in cleaned and not get_text_for_indexing(cleaned["text"]):
            self.add_error("text", gettext("Please write what there is to know."))
        is_for_group = cleaned.get("audience") == Audience.GROUP
        if is_for_group and "group" in cleaned and cleaned["group"] is None:
            self.add_error("group", gettext("Please choose the group that the notice is for."))
        return cleaned
