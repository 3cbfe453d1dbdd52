"""One member in the admin."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.log_actions import log

from core.duplicates import ChecksAgain
from members.membership import services
from members.membership.admin.deeds import address_of_deed
from members.membership.admin.forms import MembershipForm, NewMembershipForm
from members.membership.deeds import AlreadySo, is_over
from members.membership.many import SetEnd, possible_for
from members.models import Membership
from members.signed_in import account_of


class AddMemberView(ChecksAgain, generic.CreateView):
    """A new member, who may be invited."""

    page_title = gettext_lazy("New member")
    submit_button_label = gettext_lazy("Add the member")

    def get_form_class(self) -> type[NewMembershipForm]:
        """With the choice to invite."""
        return NewMembershipForm

    def save_instance(self) -> Membership:
        """Take them in, by the service that also looks whether the address is proven."""
        membership: Membership = self.form.instance
        if is_over(membership.ends_on):
            membership.status = Membership.Status.ENDED
        invites = self.form.cleaned_data["invites"] and not is_over(membership.ends_on)
        return services.take_in(membership, account_of(self.request), invites=invites)

    def get_success_message(self, instance: Membership) -> str:
        """What happens next."""
        if instance.account_id:
            return _("%(name)s is in the list and has an account.") % {"name": instance}
        if instance.status == Membership.Status.INVITED:
            return _("%(name)s is in the list and gets an invitation by mail.") % {"name": instance}
        return _("%(name)s is in the list.") % {"name": instance}


class EditMemberView(ChecksAgain, generic.EditView):
    """What the association knows of one member."""

    def get_form_class(self) -> type[MembershipForm]:
        """Without anything that deeds change."""
        return MembershipForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With what can be done with the member as things stand; the last day is in the form."""
        deeds = [
            (deed.label, address_of_deed(deed, self.object, back=self.request.path))
            for deed in possible_for(self.object)
            if deed is not SetEnd
        ]
        return super().get_context_data(**kwargs) | {"deeds": deeds}

    def save_instance(self) -> Membership:
        """Write what the form is about and nothing else: somebody may suspend them meanwhile."""
        membership: Membership = self.form.instance
        changed = set(self.form.changed_data)
        plain = changed - {"ends_on"}
        if plain:
            membership.save(update_fields=sorted(plain))
            log(membership, "wagtail.edit", user=self.request.user, content_changed=True)
        if "ends_on" in changed:
            try:
                membership = services.set_end(
                    membership, membership.ends_on, account_of(self.request)
                )
            except AlreadySo:
                messages.info(self.request, _("Somebody else set this end meanwhile."))
        if "email" in plain:
            services.give_if_proven([membership])
        return membership


class DeleteMemberView(generic.DeleteView):
    """An entry that was made by mistake."""

    page_title = gettext_lazy("Delete")

    @property
    def confirmation_message(self) -> str:
        """What goes with it, and what does not."""
        words = _(
            "“%(name)s”, the notes and the dates are deleted and cannot be brought back. The "
            "account stays, without being a member's. To end a membership and keep what is known "
            "of it, choose “End today” in the list instead."
        )
        return words % {"name": self.object}
