"""Forms of the desk that Wagtail does not make by itself."""

from __future__ import annotations

from typing import ClassVar

from wagtail.admin.forms import WagtailAdminModelForm

from news.models import Source


class NewSourceForm(WagtailAdminModelForm):
    """A new source in the midst of an article; an address without scheme is taken as https."""

    class Meta(WagtailAdminModelForm.Meta):
        model = Source
        fields: ClassVar[list[str]] = ["name", "url"]
