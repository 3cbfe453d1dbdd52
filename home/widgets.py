"""What an administrator fills in with more than a line of text."""

from __future__ import annotations

from typing import Any

from django import forms

from core.colours import ACCENT, parse
from home.accents import is_readable, offered_for


class ColourInput(forms.TextInput):
    """A colour's code and beside it the browser's own colour picker; the script joins the two.

    A colour that cannot be read comes back with a button that fills in the nearest that can.
    """

    template_name = "home/widgets/colour.html"

    class Media:
        """What the admin's page loads for it."""

        js = ("js/colour-field.js",)
        css = {"all": ("css/colour-field.css",)}  # noqa: RUF012 -- as Django has it

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Django's, with the colour to show and the one to offer."""
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        widget["attrs"] |= {"spellcheck": "false", "autocomplete": "off", "size": "9"}
        try:
            colour = parse(value or "")
        except ValueError:
            widget["shown"] = ACCENT.code
        else:
            widget["shown"] = colour.code
            widget["offered"] = "" if is_readable(colour) else offered_for(colour).code
        return context
