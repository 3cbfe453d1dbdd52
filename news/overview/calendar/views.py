"""The calendar in the admin, and moving what stands in it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from news.overview.calendar.entries import by_week, days_of
from news.overview.calendar.forms import FilterForm, MoveForm
from news.overview.calendar.kinds import Kind, Span
from news.overview.calendar.months import Month, weekdays
from news.overview.calendar.moving import MoveError, in_words, move
from news.overview.menu import works_on_articles
from news.overview.reach import Reach
from news.review.four_eyes import FourEyesError

ADDRESS = "news_calendar:index"
# How many things of a day a month has room for, and how many a list tells.
IN_A_CELL, IN_A_LIST = 4, 100
LIST = "list"


class _ForWhoeverWorksOnArticles(View):
    """Refuses whoever may do nothing with any article."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Ask before anything else."""
        # Wagtail lets nobody in who is not signed in.
        user: Any = request.user
        if not works_on_articles(user):
            raise PermissionDenied
        self.reach = Reach(user)
        return super().dispatch(request, *args, **kwargs)


class CalendarView(WagtailAdminTemplateMixin, _ForWhoeverWorksOnArticles, TemplateView):
    """A month as a grid or as a list. All times are the site's, whatever zone a person prefers."""

    template_name = "news/admin/calendar.html"
    page_title = gettext_lazy("Calendar")
    header_icon = "calendar-alt"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Rendered at once, while the site's clock is the one that counts."""
        with timezone.override(timezone.get_default_timezone()):
            response: Any = super().get(request, *args, **kwargs)
            rendered: HttpResponse = response.render()
            return rendered

    @cached_property
    def month(self) -> Month:
        """The month asked for, else the present one."""
        return Month.from_text(self.request.GET.get("month", ""))

    @cached_property
    def as_list(self) -> bool:
        """Whether the days are wanted one below the other."""
        return self.request.GET.get("view") == LIST

    @cached_property
    def filters(self) -> FilterForm:
        """What it is narrowed by."""
        return FilterForm(self.request.GET)

    def address(self, month: Month, **changes: Any) -> str:
        """Where another month, or the same as a list, is, narrowed as this one."""
        chosen = self.filters.chosen.items()
        query = {"month": month, **({"view": LIST} if self.as_list else {})}
        query |= {name: getattr(value, "pk", value) for name, value in chosen} | changes
        told = {name: value for name, value in query.items() if value}
        return f"{reverse(ADDRESS)}?{urlencode(told)}"

    @property
    def header_buttons(self) -> list[HeaderButton]:
        """The other way to look at the same month."""
        if self.as_list:
            other = HeaderButton(_("Month"), self.address(self.month, view=""), icon_name="table")
        else:
            other = HeaderButton(
                _("List"), self.address(self.month, view=LIST), icon_name="list-ul"
            )
        return [other]

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """The way back."""
        return [*self.breadcrumbs_items, {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The days of the month with what is on them."""
        days = self.month.days
        span = Span(days[0], days[-1], IN_A_LIST if self.as_list else IN_A_CELL)
        articles = self.filters.narrow(self.reach.articles())
        found = days_of(span, articles, self.filters.kinds, self.reach)
        return super().get_context_data(**kwargs) | {
            "month": self.month,
            "weekdays": weekdays(),
            "weeks": by_week(self.month.weeks, found),
            "days": [found[day] for day in days if day in found and self.month.has(day)],
            "today": timezone.localdate(),
            "kinds": list(Kind),
            "filters_form": self.filters,
            "zone": timezone.get_default_timezone_name(),
            "as_list": self.as_list,
            "here": self.address(self.month),
            "list_address": self.address(self.month, view=LIST),
            "all_address": self.address(self.month, status="", source="", topic=""),
            "previous_address": self.address(self.month.previous),
            "next_address": self.address(self.month.next),
            "today_address": self.address(Month.of(timezone.localdate())),
        }


class MoveView(_ForWhoeverWorksOnArticles):
    """Move something to another moment; what happened is told above the calendar."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Move it, or say why not."""
        back = get_valid_next_url_from_request(request) or reverse(ADDRESS)
        form = MoveForm(request.POST)
        if not form.is_valid():
            told = " ".join(str(error) for errors in form.errors.values() for error in errors)
            messages.error(request, _("Nothing was moved. %(why)s") % {"why": told})
            return redirect(back)
        if not self.reach.articles().filter(pk=pk).exists():
            raise PermissionDenied
        to = form.cleaned_data["to"]
        try:
            article = move(form.plan(pk), to, self.reach.user)
        except (MoveError, FourEyesError) as error:
            messages.error(request, str(error))
        else:
            messages.success(
                request,
                _("“%(title)s” goes live on %(to)s now.")
                % {"title": article.get_admin_display_title(), "to": in_words(to)},
                buttons=[messages.button(reverse("wagtailadmin_pages:edit", args=[pk]), _("Edit"))],
            )
        return redirect(back)
