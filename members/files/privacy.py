"""The dialog "Privacy" of a collection, in the place of Wagtail's.

Wagtail's offers "any account" and has no switch for it. Ours offers what there is: everybody, or
groups.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.collections import CollectionViewRestrictionForm
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.log_actions import log
from wagtail.models import Collection, CollectionViewRestriction
from wagtail.permissions import policy_registry

from members.files.log_actions import PRIVACY
from members.rights import MEMBERS

NONE = CollectionViewRestriction.NONE
LOGIN = CollectionViewRestriction.LOGIN
GROUPS = CollectionViewRestriction.GROUPS


class CollectionPrivacyForm(CollectionViewRestrictionForm):
    """For everybody, or for groups. "Any account", from an older dialog, means Members."""

    def __init__(self, data: QueryDict | None = None, **kwargs: Any) -> None:
        super().__init__(_in_groups(data), **kwargs)
        kind = self.fields["restriction_type"]
        kind.choices = [(NONE, _("Everybody")), (GROUPS, _("Only these groups"))]
        kind.error_messages["invalid_choice"] = _(
            "Nothing was changed. A shared password cannot close a collection: whoever hears it "
            "comes in, and nobody can be sent out again. Choose the groups that may have the files."
        )
        groups = self.fields["groups"]
        groups.label = _("Groups")
        groups.help_text = _(
            "One of them is enough. Those who work with the files of this collection always see "
            "them."
        )


def _in_groups(data: QueryDict | None) -> QueryDict | None:
    if data is None or data.get("restriction_type") != LOGIN:
        return data
    data = data.copy()
    data["restriction_type"] = GROUPS
    data.setlist("groups", [str(each.pk) for each in Group.objects.filter(name=MEMBERS)])
    return data


def set_privacy(request: HttpRequest, collection_id: int) -> HttpResponse:
    """Show the dialog, or do what it says. Closed further up, there is nothing to say here."""
    collection = get_object_or_404(Collection, pk=collection_id)
    policy = policy_registry.get_by_type(Collection)
    if not policy.user_has_permission_for_instance(request.user, "change", collection):
        raise PermissionDenied
    topmost = collection.get_view_restrictions().order_by("collection__depth").first()
    if topmost and topmost.collection_id != collection.pk:
        return render_modal_workflow(
            request,
            "wagtailadmin/collection_privacy/ancestor_privacy.html",
            template_vars={"collection_with_restriction": topmost.collection},
        )
    initial = None if topmost else {"restriction_type": NONE}
    form = CollectionPrivacyForm(request.POST or None, instance=topmost, initial=initial)
    if request.method == "POST" and form.is_valid():
        is_public = _carry_out(form, collection)
        done = {"step": "set_privacy_done", "is_public": is_public}
        return render_modal_workflow(request, None, json_data=done)
    return _dialog(request, collection, form)


def _carry_out(form: CollectionPrivacyForm, collection: Collection) -> bool:
    """Whether the collection is open to everybody by now."""
    groups = []
    if form.cleaned_data["restriction_type"] == NONE:
        if form.instance.pk:
            form.instance.delete()
    else:
        form.instance.collection = collection
        form.save()
        groups = [group.name for group in form.cleaned_data["groups"]]
    log(collection, PRIVACY, data={"groups": groups})
    return not groups


def _dialog(
    request: HttpRequest, collection: Collection, form: CollectionPrivacyForm
) -> HttpResponse:
    action = reverse("wagtailadmin_collections:set_privacy", args=[collection.pk])
    return render_modal_workflow(
        request,
        "wagtailadmin/shared/set_privacy.html",
        template_vars={"action_url": action, "object": collection, "form": form},
        json_data={"step": "set_privacy"},
    )
