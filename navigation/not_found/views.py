"""The list of addresses not found, for whoever may make redirects."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn
from wagtail.admin.views.generic import PermissionCheckedMixin
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import HeaderButton
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site
from wagtail.permissions import policy_registry

from navigation.models import IgnoredAddress
from navigation.not_found.counting import LONGEST
from navigation.not_found.listing import Address, addresses, with_suggestions
from navigation.redirects.views import FROM_NOT_FOUND


class _ForWhoeverMakesRedirects(PermissionCheckedMixin):
    """The list is there to make redirects from."""

    permission_required = "add"

    @cached_property
    def permission_policy(self) -> Any:
        """The right is that of redirects."""
        return policy_registry.get_by_type(Redirect)


class AddressColumn(TitleColumn):
    """The address, and below it what to do about it."""

    cell_template_name = "navigation/admin/not_found_cell.html"

    def __init__(self, name: str, *, ignored: bool, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.ignored = ignored

    def get_cell_context_data(self, instance: Address, parent_context: Any) -> dict[str, Any]:
        """What the buttons need."""
        known = {FROM_NOT_FOUND: 1, "old_path": instance.path, "site": instance.site.pk}
        if instance.page:
            known["redirect_page"] = instance.page.pk
        return {
            **super().get_cell_context_data(instance, parent_context),
            "add_url": f"{reverse('wagtailredirects:add')}?{urlencode(known)}",
            "csrf_token": get_token(parent_context["request"]),
            "ignored": self.ignored,
        }


class LikelyPageColumn(Column):
    """The page that may have been meant."""

    cell_template_name = "navigation/admin/likely_page_cell.html"


def _last_day(address: Address) -> str:
    return date_format(address.last_day, "SHORT_DATE_FORMAT")


class NotFoundView(_ForWhoeverMakesRedirects, ReportView):
    """What was asked for most in the last week and not found."""

    page_title = gettext_lazy("Addresses not found")
    header_icon = "search"
    index_url_name = "not_found:index"
    results_template_name = "navigation/admin/not_found_results.html"
    default_ordering = "-hits"
    ignored = False

    @cached_property
    def columns(self) -> list[Column]:
        """The site is only told where there are several."""
        site = Column("site", label=_("Site"), accessor="site.hostname", sort_key="site_name")
        return [
            AddressColumn(
                "path",
                label=_("Address"),
                sort_key="path",
                get_url=lambda address: address.url,
                ignored=self.ignored,
                width="45%",
            ),
            *([site] if Site.objects.count() > 1 else []),
            NumberColumn("hits", label=_("Times in 7 days"), sort_key="hits"),
            Column("last_day", label=_("Last asked for"), accessor=_last_day, sort_key="last_day"),
            LikelyPageColumn("page", label=_("Perhaps this page was meant")),
        ]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """The way to the other list."""
        if self.ignored:
            return [HeaderButton(_("Addresses not found"), url=reverse("not_found:index"))]
        return [HeaderButton(_("Ignored addresses"), url=reverse("not_found:ignored"))]

    def get_base_queryset(self) -> Any:
        """Those of the last week without a redirect."""
        return addresses(ignored=self.ignored)

    def order_queryset(self, queryset: Any) -> Any:
        """In an order that is the same each time."""
        return queryset.order_by(self.ordering, "path", "site_key")

    def get_table(self, object_list: Any) -> Any:
        """With the pages that may have been meant, looked up for these rows alone."""
        return super().get_table(with_suggestions(object_list, self.request.user))


class IgnoredView(NotFoundView):
    """What somebody wants to hear no more of."""

    page_title = gettext_lazy("Ignored addresses")
    index_url_name = "not_found:ignored"
    ignored = True


class _AddressForm(forms.Form):
    site = forms.ModelChoiceField(queryset=Site.objects.all())
    path = forms.CharField(max_length=LONGEST, strip=False)


class IgnoreView(_ForWhoeverMakesRedirects, View):
    """Hear no more of an address, or again."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Do what the pressed button says."""
        form = _AddressForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("This address cannot be ignored."))
            return redirect("not_found:index")
        address = form.cleaned_data
        if "again" in request.POST:
            IgnoredAddress.objects.filter(**address).delete()
            messages.success(request, _("“%(path)s” is listed again.") % {"path": address["path"]})
            return redirect("not_found:ignored")
        IgnoredAddress.objects.get_or_create(**address)
        messages.success(
            request,
            _("“%(path)s” is ignored.") % {"path": address["path"]},
            buttons=[messages.button(reverse("not_found:ignored"), _("Ignored addresses"))],
        )
        return redirect("not_found:index")
