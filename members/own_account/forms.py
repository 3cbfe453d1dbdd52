"""What people change about their own account."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from members.models import User
from members.signing_in.forms import SpokenErrors, ask_for_code


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]  # django-stubs wants it only here
    """The name others see."""

    class Meta:
        model = User
        fields: ClassVar[list[str]] = ["display_name"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = self.fields["display_name"]
        name.label = _("Name")
        name.help_text = _("Other people see it. It need not be your full name.")
        name.widget.attrs["autocomplete"] = "name"


class NewAddressForm(SpokenErrors):
    """The address one wants to change to."""

    email = forms.EmailField(
        label=_("New e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user = user

    def clean_email(self) -> str:
        """Whether somebody else has it is not told here: that would be telling everybody."""
        email = User.objects.normalize_email(self.cleaned_data["email"])
        if email.lower() == self._user.email.lower():
            raise forms.ValidationError(_("This is your address already."))
        return email


class BothCodesForm(SpokenErrors):
    """The codes that were mailed to both addresses."""

    old_code = forms.CharField(max_length=20)
    new_code = forms.CharField(max_length=20)

    def __init__(self, *args: Any, old: str, new: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label = _("Code mailed to %(address)s")
        ask_for_code(self.fields["old_code"], label % {"address": old})
        ask_for_code(self.fields["new_code"], label % {"address": new})
        del self.fields["new_code"].widget.attrs["autofocus"]


class LeaveForm(SpokenErrors):
    """The code that confirms that an account is to be deleted."""

    code = forms.CharField(max_length=20)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_for_code(self.fields["code"], _("Code from the mail"))
