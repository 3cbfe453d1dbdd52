"""The steps of an import: upload, columns, what would be done, progress, report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView, FormView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from members.membership.admin.forms import ColumnsForm, UploadForm
from members.membership.admin.listing import FILES
from members.membership.admin.rights import ForMembershipStaff
from members.membership.imports import services
from members.membership.imports.reading import Unreadable
from members.models import ImportedRow, MemberImport
from members.signed_in import account_of

Step, Outcome = MemberImport.Step, ImportedRow.Outcome

INDEX, LIST, ONE = "members_admin:index", "members_admin:imports", "members_admin:import"
# Rows of each outcome that the page shows; the report has all.
SHOWN = 50
LATEST = 20


class _ImportScreen(ForMembershipStaff, WagtailAdminTemplateMixin):
    """What the screens of an import have in common."""

    takes = ("add", "change")
    header_icon = "upload"
    page_title = gettext_lazy("Import a list of members")
    breadcrumbs_items = [  # noqa: RUF012 -- as Wagtail has it
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": reverse_lazy(INDEX), "label": gettext_lazy("Members")},
    ]


class ImportsView(_ImportScreen, FormView[UploadForm]):
    """Upload a list; the lists uploaded lately."""

    template_name = "members/admin/membership/imports.html"
    form_class = UploadForm
    breadcrumbs_items = [  # noqa: RUF012 -- as Wagtail has it
        *_ImportScreen.breadcrumbs_items,
        {"url": "", "label": _ImportScreen.page_title},
    ]

    def form_valid(self, form: UploadForm) -> HttpResponse:
        """Keep it and go on to its columns; what cannot be read is refused at the field."""
        file = form.cleaned_data["file"]
        try:
            work = services.begin(file.name, file.read(), account_of(self.request))
        except Unreadable as fault:
            form.add_error("file", str(fault))
            return self.form_invalid(form)
        return redirect(ONE, work.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the latest imports."""
        latest = MemberImport.objects.defer("content", "sample").select_related("user")
        return super().get_context_data(**kwargs) | {"latest": latest[:LATEST]}


class ImportView(_ImportScreen, DetailView[MemberImport]):
    """One import, at whichever step it is."""

    model = MemberImport
    queryset = MemberImport.objects.defer("content")
    fragment_name = "members/admin/membership/import_state.html"

    def get_template_names(self) -> list[str]:
        """The columns to choose, or how it goes; or what of that changes."""
        if "state" in self.request.GET:
            return [self.fragment_name]
        if self._chooses:
            return ["members/admin/membership/import_columns.html"]
        return ["core/admin/progress.html"]

    @property
    def _chooses(self) -> bool:
        """Whether columns are chosen: for the first time, or once more after the list was tried."""
        step = self.object.step
        anew = "columns" in self.request.GET or self.request.method == "POST"
        return step == Step.MAPPING or (step == Step.CHECKED and anew)

    def get_page_subtitle(self) -> str:
        """Which list it is."""
        return str(self.object)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Below the imports."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse(LIST), "label": self.page_title},
            {"url": "", "label": self.object.file_name},
        ]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Try the list with these columns, or import it."""
        self.object = work = self.get_object()
        if "run" in request.POST:
            if not services.run(work):
                messages.info(request, _("This import has been started already."))
            return redirect(ONE, work.pk)
        form = ColumnsForm(request.POST, work=work)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        cleaned = form.cleaned_data
        if not services.check(
            work,
            form.chosen,
            is_month_first=bool(cleaned["is_month_first"]),
            invites=cleaned["invites"],
        ):
            messages.info(request, _("This list is past its columns; nothing was changed."))
        return redirect(ONE, work.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the step needs."""
        work = self.object
        context = super().get_context_data(**kwargs) | {"work": work}
        if self._chooses:
            form = kwargs.get("form") or ColumnsForm(work=work)
            return context | {"form": form, "columns": list(_columns(form, work))}
        back = {"back": reverse(LIST), "back_in_words": _("Back to the imports")}
        return context | back | {"outcomes": _outcomes(work)}


def _columns(form: ColumnsForm, work: MemberImport) -> Iterator[tuple[Any, list[str]]]:
    """Each column's field with what its first rows hold."""
    rows = work.first_rows()
    for place, bound in enumerate(form.columns):
        cells = (row[place] for row in rows if place < len(row) and row[place])
        yield bound, list(cells)[:3]


def _outcomes(work: MemberImport) -> list[dict[str, Any]]:
    """What came of the rows: how many, and the first of those that one may want to look at."""
    if work.step not in (Step.CHECKED, Step.DONE):
        return []
    numbers = services.numbers(work)
    return [
        {
            "outcome": outcome,
            "number": numbers[outcome],
            "rows": work.rows.filter(outcome=outcome).order_by("number")[:SHOWN]
            if outcome in (Outcome.PROBLEM, Outcome.CHANGED)
            else [],
        }
        for outcome in (Outcome.NEW, Outcome.CHANGED, Outcome.UNCHANGED, Outcome.PROBLEM)
    ]


class ReportView(ForMembershipStaff, View):
    """All rows with what came, or would come, of them, as a file."""

    takes = ("add", "change")

    def get(self, request: HttpRequest, pk: int, kind: str) -> StreamingHttpResponse:
        """Send it while it is made."""
        work = get_object_or_404(MemberImport.objects.defer("content"), pk=pk)
        content_type, pieces = FILES[kind]
        places = _kept(work)
        told = [work.headings[place] for place in places]
        headings = [_("Row"), _("Outcome"), _("What to do or what was changed"), *told]
        response = StreamingHttpResponse(
            pieces(headings, _rows(work, places)), content_type=content_type
        )
        response["Content-Disposition"] = f'attachment; filename="import-{work.pk}.{kind}"'
        return response


def _kept(work: MemberImport) -> list[int]:
    """Which columns the rows still hold: once imported, those that were chosen."""
    places = range(len(work.headings))
    if work.step != Step.DONE:
        return list(places)
    return [place for place in places if work.columns[place]]


def _rows(work: MemberImport, places: Sequence[int]) -> Iterator[list[Any]]:
    labels = {value: str(label) for value, label in Outcome.choices}
    rows = work.rows.order_by("number").values_list("number", "outcome", "remark", "cells")
    for number, outcome, remark, cells in rows.iterator(chunk_size=2_000):
        told = [cells[place] if place < len(cells) else "" for place in places]
        yield [number, labels.get(outcome, ""), remark, *told]
