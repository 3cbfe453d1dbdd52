"""Forms about members."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from members.addresses import with_address
from members.membership.imports.columns import Column
from members.membership.imports.reading import MEGABYTE, MOST_BYTES
from members.models import MemberImport, Membership, User


class MembershipForm(forms.ModelForm[Membership]):
    """What the association knows of a member; how it stands is changed by deeds."""

    class Meta:
        model = Membership
        fields: ClassVar[list[str]] = ["email", "name", "number", "since", "ends_on", "notes"]
        widgets: ClassVar[dict[str, Any]] = {
            "since": AdminDateInput,
            "ends_on": AdminDateInput,
            "notes": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.account_id:
            self.fields["email"].disabled = True
            self.fields["email"].help_text = _("The member signs in with it and changes it there.")

    def clean_email(self) -> str:
        """In one spelling; and of an address that is a member's already, say so here."""
        email = User.objects.normalize_email(self.cleaned_data["email"])
        others = with_address(Membership.objects.exclude(pk=self.instance.pk), email)
        if not self.instance.account_id and others.exists():
            raise forms.ValidationError(
                _("There is a member with this address already."), code="unique"
            )
        return email

    def clean_number(self) -> str:
        """Say at the field whose number it is; the database's own rule would name no field."""
        number: str = self.cleaned_data["number"]
        others = Membership.objects.exclude(pk=self.instance.pk).filter(number=number)
        if number and (other := others.first()):
            raise forms.ValidationError(
                _("This is the number of %(name)s."), params={"name": other}, code="unique"
            )
        return number

    def clean(self) -> dict[str, Any]:
        """Nothing ends before it begins."""
        cleaned: dict[str, Any] = super().clean() or {}
        since, ends_on = cleaned.get("since"), cleaned.get("ends_on")
        if since and ends_on and ends_on < since:
            self.add_error("ends_on", _("The membership would end before it begins."))
        return cleaned


class NewMembershipForm(MembershipForm):
    """A new member."""

    invites = forms.BooleanField(
        label=_("Send an invitation"),
        required=False,
        initial=True,
        help_text=_(
            "A mail with a link to make an account. Without it the membership waits until somebody "
            "signs up with this address and proves to have it."
        ),
    )


class UploadForm(forms.Form):
    """A list of members."""

    file = forms.FileField(
        label=_("List"),
        help_text=_(
            "CSV or XLSX, at most 50,000 rows and 10 MB. Nothing is imported before you have seen "
            "what would be."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
    )

    def clean_file(self) -> Any:
        """Refuse what is too large before it is read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                _("The file is larger than %(most)d MB. Please import it in parts."),
                params={"most": MOST_BYTES // MEGABYTE},
            )
        return file


class ColumnsForm(forms.Form):
    """What the columns of a list mean."""

    is_month_first = forms.TypedChoiceField(
        label=_("Dates like 03/04/2026 are"),
        choices=[("", _("3 April 2026")), ("1", _("March 4, 2026"))],
        coerce=bool,
        required=False,
        empty_value="",
    )
    invites = forms.BooleanField(
        label=_("Invite new members"),
        required=False,
        help_text=_(
            "Each new address gets a mail with a link to make an account. Otherwise nobody is "
            "told, and you can invite them from the list later."
        ),
    )

    def __init__(self, *args: Any, work: MemberImport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {
            "is_month_first": "1" if work.is_month_first else "",
            "invites": work.invites,
        }
        choices = [("", _("Leave out")), *Column.choices]
        for place, heading in enumerate(work.headings):
            self.fields[f"column{place}"] = forms.ChoiceField(
                label=heading,
                choices=choices,
                required=False,
                initial=work.columns[place] if place < len(work.columns) else "",
            )
        self._number = len(work.headings)

    @property
    def columns(self) -> list[forms.BoundField]:
        """The fields of the columns, in their order."""
        return [self[f"column{place}"] for place in range(self._number)]

    @property
    def chosen(self) -> Sequence[str]:
        """What was chosen for each column."""
        return [self.cleaned_data.get(f"column{place}", "") for place in range(self._number)]

    def clean(self) -> dict[str, Any]:
        """Addresses are needed, and no column may be meant twice."""
        cleaned: dict[str, Any] = super().clean() or {}
        chosen = [each for each in self.chosen if each]
        twice = sorted({each for each in chosen if chosen.count(each) > 1})
        if twice:
            raise forms.ValidationError(
                _("Two columns cannot both be “%(column)s”. Leave one of them out."),
                params={"column": Column(twice[0]).label},
            )
        if Column.EMAIL not in chosen:
            raise forms.ValidationError(
                _("Say which column holds the e-mail address: members are known by it.")
            )
        return cleaned
