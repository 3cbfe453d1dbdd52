"""The administration of groups: Wagtail's, but for the groups that the site itself looks for."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from wagtail.users.forms import GroupForm
from wagtail.users.views import groups

from members.rights import FOUND_BY_NAME

WHY_IT_STAYS = gettext_lazy(
    "The site finds this group by its name: it can be neither renamed nor deleted."
)


class SiteGroupForm(GroupForm):
    """A group; the name of one that is looked for by it stays, whatever is sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.name in FOUND_BY_NAME:
            self.fields["name"].disabled = True
            self.fields["name"].help_text = WHY_IT_STAYS


class SiteGroupDeleteView(groups.DeleteView):
    """A group that is to go."""

    object: Group

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Made anew under its name, it would be another group: without the people, or the pages."""
        if self.object.name in FOUND_BY_NAME:
            messages.error(request, str(WHY_IT_STAYS))
            return redirect(self.index_url_name)
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer


class SiteGroupViewSet(groups.GroupViewSet):
    """Wagtail's screens with these two."""

    delete_view_class = SiteGroupDeleteView

    def get_form_class(self, for_update: bool = False) -> type[GroupForm]:
        """Our form."""
        return SiteGroupForm
