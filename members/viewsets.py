"""The administration of accounts."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.users.views import users
from wagtail.users.views.bulk_actions import (
    AssignRoleBulkAction,
    DeleteBulkAction,
    SetActiveStateBulkAction,
)
from wagtail.users.views.bulk_actions.assign_role import RoleForm

from core.duplicates import ChecksAgain
from members.administrators import (
    administrators,
    is_last_administrator,
    leaves_none,
    lock_administrators,
)
from members.authority import Authority
from members.forms import AccountCreationForm, AccountEditForm
from members.membership.group import given_by_hand
from members.models import User


class ActsWithAuthority:
    """A mixin for views that know how far the administrator's authority reaches."""

    request: HttpRequest

    @cached_property
    def authority(self) -> Authority:
        """The signed-in administrator's."""
        return Authority(self.request.user)  # type: ignore[arg-type]  # the admin lets nobody else in


class AccountIndexView(ActsWithAuthority, users.IndexView):
    """The list of accounts; those out of reach have no link to change them."""

    search_fields: ClassVar[list[str]] = ["display_name", "email"]

    def get_base_queryset(self) -> QuerySet[User]:
        """All accounts with what decides whether they are within reach."""
        return super().get_base_queryset().prefetch_related("groups", "user_permissions")

    def get_edit_url(self, instance: User) -> str | None:
        """Where to change the account, if it is within reach."""
        return super().get_edit_url(instance) if self.authority.reaches(instance) else None

    def get_delete_url(self, instance: User) -> str | None:
        """Where to delete the account, if it is within reach."""
        return super().get_delete_url(instance) if self.authority.reaches(instance) else None


class AccountCreateView(ActsWithAuthority, ChecksAgain, users.CreateView):
    """A new account."""

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the groups that the administrator may give."""
        return super().get_form_kwargs() | {"authority": self.authority}


class WithinReachOnly(ActsWithAuthority):
    """A mixin for views of one account that refuse accounts with more rights."""

    object: User

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse before anything is shown."""
        if not self.authority.reaches(self.object):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # a mixin


class AccountEditView(WithinReachOnly, ChecksAgain, users.EditView):
    """An existing account."""

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the groups that the administrator may give."""
        return super().get_form_kwargs() | {"authority": self.authority}


class AccountDeleteView(WithinReachOnly, users.DeleteView):
    """An account that is to go."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The last administrator's stays: nobody could look after the site."""
        if request.method == "POST":
            lock_administrators()
        if is_last_administrator(self.object):
            messages.error(request, _("This is the last administrator's account: it stays."))
            return redirect(self.index_url_name)
        return super().dispatch(request, *args, **kwargs)


class AccountViewSet(users.UserViewSet):
    """Wagtail's user screens with our forms; signing in is by address, so no user name is shown."""

    index_view_class = AccountIndexView
    add_view_class = AccountCreateView
    edit_view_class = AccountEditView
    delete_view_class = AccountDeleteView
    # Nothing lies there: Wagtail's general templates show our fields, its users' templates theirs.
    template_prefix = "members/admin/"

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm[User]]:
        """The form for a new account or for an existing one."""
        return AccountEditForm if for_update else AccountCreationForm


class BulkWithinReach(ActsWithAuthority):
    """A mixin for what can be done to many accounts at once."""

    def check_perm(self, account: User) -> bool:
        """Leave out accounts with more rights; the page names them."""
        return super().check_perm(account) and self.authority.reaches(account)  # type: ignore[misc]  # a mixin

    def get_all_objects_in_listing_query(self, _parent_id: str | None) -> QuerySet[User, int]:
        """ "All in the list" means all that the search found, by the fields it looks at."""
        wanted = self.request.GET.get("q", "")
        found = Q(display_name__icontains=wanted) | Q(email__icontains=wanted)
        return User.objects.filter(found).values_list("pk", flat=True)


class RoleWithinReachForm(RoleForm):
    """The choice of a group for many accounts."""

    def __init__(self, *args: Any, authority: Authority, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].queryset = given_by_hand(authority.groups_to_give)


class AssignRoleWithinReach(BulkWithinReach, AssignRoleBulkAction):
    """Put accounts into a group."""

    form_class = RoleWithinReachForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the groups that the administrator may give."""
        return super().get_form_kwargs() | {"authority": self.authority}


class DeleteWithinReach(BulkWithinReach, DeleteBulkAction):
    """Delete accounts; those of administrators one by one, so that one of them is left."""

    def check_perm(self, account: User) -> bool:
        """The page names those that are left out."""
        return super().check_perm(account) and not administrators().filter(pk=account.pk).exists()


class SetActiveStateWithinReach(BulkWithinReach, SetActiveStateBulkAction):
    """Let accounts sign in, or no longer; not those of all administrators there are."""

    def get_execution_context(self) -> dict[str, Any]:
        """Know whom to tell of accounts that stay as they are."""
        return super().get_execution_context() | {"request": self.request}

    @classmethod
    def execute_action(
        cls,
        objects: list[User],
        mark_as_active: bool = False,
        request: HttpRequest | None = None,
        **kwargs: Any,
    ) -> tuple[int, int]:
        """Whoever chose them may have been taken away meanwhile and is no administrator left."""
        lock_administrators()
        if not mark_as_active and leaves_none(objects):
            last = set(administrators())
            kept = [account for account in objects if account in last]
            objects = [account for account in objects if account not in last]
            if request is not None:
                _tell_kept(request, kept)
        done: tuple[int, int] = super().execute_action(objects, mark_as_active, **kwargs)
        return done

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        """None where no account was changed."""
        if not num_parent_objects:
            return None
        return str(super().get_success_message(num_parent_objects, num_child_objects))


def _tell_kept(request: HttpRequest, kept: list[User]) -> None:
    messages.error(
        request,
        _("Nobody could look after the site without these administrators, who stay active: %(who)s")
        % {"who": ", ".join(str(account) for account in kept)},
    )
