"""Where members stand in the admin."""

from __future__ import annotations

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from members.membership.admin.bulk import MembersChangeView
from members.membership.admin.forms import MembershipForm
from members.membership.admin.imports import ImportsView, ImportView, ReportView
from members.membership.admin.listing import MembershipIndexView
from members.membership.admin.views import AddMemberView, DeleteMemberView, EditMemberView
from members.models import Membership


class MembershipViewSet(ModelViewSet):
    """The list of members, one member, changes to many, lists from elsewhere."""

    model = Membership
    name = "members_admin"
    url_prefix = "members"
    icon = "group"
    menu_label = _("Members")
    menu_order = 250
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    list_per_page = 50
    index_view_class = MembershipIndexView
    add_view_class = AddMemberView
    edit_view_class = EditMemberView
    delete_view_class = DeleteMemberView
    edit_template_name = "members/admin/membership/member.html"

    def get_form_class(self, for_update: bool = False) -> type[MembershipForm]:
        """Each view brings its own."""
        return MembershipForm

    def get_index_view_kwargs(self, **kwargs: object) -> dict[str, object]:
        """The view itself says what it shows and gives away; it knows better than a set."""
        own = super().get_index_view_kwargs(**kwargs)
        left_to_view = ("template_name", "results_template_name", "search_fields")
        return {name: value for name, value in own.items() if name not in left_to_view}

    def get_urlpatterns(self) -> list[URLPattern]:
        """Also the changes to many and the imports."""
        return [
            *super().get_urlpatterns(),
            path("changes/<int:pk>/", MembersChangeView.as_view(), name="change"),
            path("import/", ImportsView.as_view(), name="imports"),
            path("import/<int:pk>/", ImportView.as_view(), name="import"),
            path("import/<int:pk>/report.csv", ReportView.as_view(), {"kind": "csv"}, "report_csv"),
            path(
                "import/<int:pk>/report.xlsx", ReportView.as_view(), {"kind": "xlsx"}, "report_xlsx"
            ),
        ]
