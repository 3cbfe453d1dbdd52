"""What an editor of articles fills in with more than a line of text."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.widgets import BaseChooser
from wagtail.snippets.widgets import AdminSnippetChooser

from news.writing.dates import PartialDate, UnreadableDateError, read_date

CSS = "news/writing/writing.css"


def media(*scripts: str) -> forms.Media:
    """These scripts of ours and the one style sheet."""
    return forms.Media(
        js=[versioned_static(f"news/writing/{name}.js") for name in scripts],
        css={"all": [versioned_static(CSS)]},
    )


class SourceInput(AdminSnippetChooser):
    """A source chosen by typing (a combobox), or in Wagtail's own window.

    The hidden field holds the source's key. What was typed comes along: it decides where no key was
    chosen, so that a name typed in full does even without a script.
    """

    template_name = "news/widgets/source.html"
    model = "news.Source"
    js_constructor = "DeskSourceChooser"
    choose_one_text = _("All sources")
    link_to_chosen_text = _("Edit this source")
    # Whether the person may make a new one; the form knows.
    may_create = True

    def __init__(self, **kwargs: Any) -> None:
        # Past the snippet chooser's own, which asks for the model before there is one.
        BaseChooser.__init__(self, **kwargs)

    def get_chooser_modal_url(self) -> str:
        """Where all sources are listed and a new one is made with its website."""
        return reverse(self.model_class.snippet_viewset.chooser_viewset.get_url_name("choose"))

    def id_for_label(self, id_: str) -> str:
        """The field that is typed into."""
        return f"{id_}-typed" if id_ else id_

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The key chosen, or that of the source typed; in quotation marks what is neither."""
        from news.writing.sources import source_named  # It knows the models.

        chosen = super().value_from_datadict(data, files, name)
        typed = (data.get(f"{name}-typed") or "").strip()
        if chosen or not typed:
            return chosen
        source = source_named(typed)
        return source.pk if source else f"“{typed}”"

    def get_instance(self, value: Any) -> Any:
        """The source with this key; None where the value is what was typed."""
        return None if _is_typed(value) else super().get_instance(value)

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> str:
        """Wagtail's, with what was typed where that is no source."""
        self.typed = str(value)[1:-1] if _is_typed(value) else ""
        return super().render(name, value, attrs, renderer)

    def get_context(self, name: str, value_data: Any, attrs: Any) -> dict[str, Any]:
        """What the template needs beyond Wagtail's."""
        id_ = {"id": attrs["id"]}
        context: dict[str, Any] = super().get_context(name, value_data, id_)
        return context | {
            "name": name,
            "described_by": attrs.get("aria-describedby", ""),
            "invalid": "aria-invalid" in attrs,
            "typed": value_data.get(self.display_title_key) or getattr(self, "typed", ""),
            "may_create": self.may_create,
            "find_url": reverse("news_writing:find_sources"),
            "create_url": reverse("news_writing:create_source"),
        }

    @cached_property
    def media(self) -> forms.Media:
        """Wagtail's, then ours, which builds on it."""
        return super().media + media("source-chooser")


def _is_typed(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("“")


class PartialDateInput(forms.TextInput):
    """A date as it is written; beneath stands how it was understood."""

    template_name = "news/widgets/partial_date.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Django's, with the words shown before anything is typed."""
        context = super().get_context(name, value, attrs)
        try:
            found = read_date(value or "", timezone.localdate())
        except UnreadableDateError:
            found = None
        context["widget"] |= {
            "words": shown_as(found) if found else "",
            "url": reverse("news_writing:read_date"),
        }
        context["widget"]["attrs"]["autocomplete"] = "off"
        return context

    @property
    def media(self) -> forms.Media:
        """The script that asks how a date is understood."""
        return media("partial-date")


def shown_as(date: PartialDate) -> str:
    """How readers will see the date, in a sentence."""
    return gettext("Will be shown as %(date)s.") % {"date": date}


class AddressInput(forms.URLInput):
    """The original's address; beneath stand articles that may be about the same piece."""

    template_name = "news/widgets/address.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Django's, with where to ask for doubles."""
        context = super().get_context(name, value, attrs)
        context["widget"]["url"] = reverse("news_writing:find_doubles")
        return context

    @property
    def media(self) -> forms.Media:
        """The script that looks for doubles."""
        return media("doubles")


class TopicsInput(forms.CheckboxSelectMultiple):
    """Topics to tick; above them those that the text suggests, and a field to find one by."""

    template_name = "news/widgets/topics.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Django's, with where to ask for suggestions."""
        context = super().get_context(name, value, attrs)
        context["widget"]["url"] = reverse("news_writing:suggest_topics")
        return context

    @property
    def media(self) -> forms.Media:
        """The script that suggests and finds."""
        return media("topics")
