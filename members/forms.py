"""Forms of accounts."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from members.addresses import with_address
from members.administrators import is_last_administrator, lock_administrators
from members.authority import Authority
from members.membership.group import given_by_hand, keep_account_equal
from members.models import User
from members.rights import ADMINISTRATORS
from members.signing_in.staff import remove_second_factors, second_factors_of


class OneAccountPerAddress(forms.ModelForm):  # type: ignore[type-arg]  # of whichever form extends it
    """A form with an e-mail address that no other account may have, in whatever spelling."""

    def clean_email(self) -> str:
        """Say so at the field; the database's own rule would name no field."""
        email = User.objects.normalize_email(self.cleaned_data["email"])
        if with_address(User.objects.exclude(pk=self.instance.pk), email).exists():
            messages = User._meta.get_field("email").error_messages
            raise forms.ValidationError(messages["unique"], code="unique")
        return email


class AdministeredAccountForm(OneAccountPerAddress):
    """What an administrator's forms share: groups are offered as far as the administrator may."""

    def __init__(self, *args: Any, authority: Authority, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = self.fields["groups"]
        assert isinstance(groups, forms.ModelMultipleChoiceField)  # noqa: S101 -- for the type
        groups.queryset = given_by_hand(authority.groups_to_give)

    def _save_m2m(self) -> None:
        """Who is a member is decided elsewhere (members.membership), whatever is ticked here."""
        super()._save_m2m()  # type: ignore[misc]  # Django's, which its stubs leave out
        keep_account_equal(self.instance)


class AccountCreationForm(AdministeredAccountForm, UserCreationForm):
    """An administrator's form for a new account; our accounts have one name, not two."""

    first_name = None
    last_name = None
    is_superuser = None

    class Meta(UserCreationForm.Meta):
        model = User
        fields: ClassVar[list[str]] = ["email", "display_name", "groups"]


class AccountEditForm(AdministeredAccountForm, UserEditForm):
    """An administrator's form for an existing account."""

    first_name = None
    last_name = None
    is_superuser = None

    remove_second_factor = forms.BooleanField(
        label=_("Remove the second factor"),
        required=False,
        help_text=_(
            "For somebody who lost the phone or passkey and the recovery codes. They are told by "
            "mail. Please be sure that it is they who ask."
        ),
    )

    class Meta(UserEditForm.Meta):
        model = User
        fields: ClassVar[list[str]] = ["email", "display_name", "is_active", "groups"]

    def __init__(self, *args: Any, editing_self: bool = False, **kwargs: Any) -> None:
        # Wagtail's form would also take away a field that this one does not have.
        super().__init__(*args, **kwargs)
        if editing_self:
            del self.fields["is_active"]
        if editing_self or not second_factors_of(self.instance).exists():
            del self.fields["remove_second_factor"]

    def clean(self) -> dict[str, Any]:
        """Take neither group nor activity from the last administrator."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        is_active = cleaned.get("is_active", self.instance.is_active)
        names = {group.name for group in cleaned.get("groups", ())}
        if is_active and (self.instance.is_superuser or ADMINISTRATORS in names):
            return cleaned
        lock_administrators()
        if is_last_administrator(self.instance):
            self.add_error(
                "groups" if is_active else "is_active",
                _(
                    "This is the last administrator's account. Make somebody else an "
                    "administrator first."
                ),
            )
        return cleaned

    def save(self, commit: bool = True) -> User:
        """Keep what was changed; take away the second factor if that was asked for."""
        account: User = super().save(commit=commit)
        if self.cleaned_data.get("remove_second_factor"):
            remove_second_factors(account)
        return account


class OwnAccountForm(forms.ModelForm):  # type: ignore[type-arg]  # django-stubs wants it only here
    """What everybody with access to the admin may change about themselves there."""

    class Meta:
        model = User
        fields: ClassVar[list[str]] = ["display_name"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["display_name"].help_text = format_html(
            '{} <a href="{}">{}</a>',
            _("Shown to other people instead of the address."),
            reverse("members:account"),
            _("Address, password, passkeys and devices are changed on the site."),
        )
