"""Forms of approval without an account."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from core.tokens import CODE_DIGITS
from news.models import Decision, GuestInvitation

LONGEST_REMARK = 2000


class InvitationForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in its stubs alone
    """Whom to ask, and what to tell them."""

    class Meta:
        model = GuestInvitation
        fields: ClassVar[list[str]] = ["address", "note"]
        help_texts: ClassVar[dict[str, Any]] = {
            "address": _("Of one person. The link and the code go there."),
            "note": _("Stands in the mail. What should they look at?"),
        }
        widgets: ClassVar[dict[str, Any]] = {
            "address": forms.EmailInput(attrs={"autocomplete": "off"}),
            "note": forms.Textarea(attrs={"rows": 3}),
        }


class DecisionForm(forms.Form):
    """What a reviewer decides, with the code from the mail."""

    code = forms.CharField(
        label=_("Code from the mail"),
        max_length=2 * CODE_DIGITS,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )
    # Two buttons would leave it to the browser which of them the Enter key presses.
    decision = forms.ChoiceField(
        label=_("May it be published?"),
        choices=Decision.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one of the two.")},
    )
    remark = forms.CharField(
        label=_("Remark"),
        max_length=LONGEST_REMARK,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("For the editors. If you ask for changes, please say which."),
    )

    def clean(self) -> dict[str, Any]:
        """Whoever asks for changes has to say which."""
        cleaned = super().clean() or {}
        if cleaned.get("decision") == Decision.CHANGES and not cleaned.get("remark"):
            self.add_error("remark", _("Please say what should be changed."))
        return cleaned
