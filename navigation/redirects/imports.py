"""The last step of Wagtail's import of redirects from a file: what is added, and what is not."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.encoding import force_str
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.contrib.redirects.forms import ConfirmImportForm, ImportForm
from wagtail.contrib.redirects.utils import (
    get_file_storage,
    get_import_formats,
    get_supported_extensions,
)
from wagtail.contrib.redirects.views import permission_checker

from navigation.redirects.services import Outcome, Wish, add_redirects

# More would keep the browser waiting, and on SQLite everybody who saves.
MOST_ROWS = 2_000


@permission_checker.require_any("add")
@require_POST
def process_import(request: HttpRequest) -> HttpResponse:
    """Add the redirects of an uploaded file; Wagtail's view but for what is refused and told."""
    signed = _signed(request)
    file = get_file_storage()(name=signed["import_file_name"])
    dataset = _read(file, int(signed["input_format"]))
    if dataset is None:
        messages.error(request, _("The file is no longer there. Please upload it again."))
        return redirect("wagtailredirects:start_import")
    if len(dataset) > MOST_ROWS:
        messages.error(
            request,
            _("The file has %(rows)d rows. Please import at most %(most)d at once.")
            % {"rows": len(dataset), "most": MOST_ROWS},
        )
        return redirect("wagtailredirects:start_import")
    confirmed = ConfirmImportForm(dataset.headers, request.POST, initial=signed)
    if not confirmed.is_valid():
        context = {"form": confirmed, "dataset": dataset}
        return render(request, "wagtailredirects/confirm_import.html", context)
    chosen = confirmed.cleaned_data
    columns = int(chosen["from_index"]), int(chosen["to_index"])
    outcome = add_redirects(
        [Wish(*(_cell(row, column) for column in columns)) for row in dataset],
        site=chosen["site"],
        is_permanent=chosen["permanent"],
    )
    file.remove()
    return _report(request, outcome)


def _signed(request: HttpRequest) -> dict[str, str]:
    """Which file it is, as the first step noted it in the form."""
    signer = Signer()
    try:
        return {
            name: signer.unsign(request.POST.get(name, ""))
            for name in ("import_file_name", "input_format")
        }
    except BadSignature as error:
        raise SuspiciousOperation("what was signed is missing or was changed") from error


def _read(file: Any, number: int) -> Any:
    """The rows of the file, None if it is gone."""
    file_format = get_import_formats()[number]()
    data = file.read(file_format.get_read_mode())
    if data is None:
        return None
    return file_format.create_dataset(data if file_format.is_binary() else force_str(data))


def _cell(row: Any, column: int) -> str:
    """A cell's text; rows may be shorter than the first, and of numbers."""
    value = row[column] if column < len(row) else None
    return "" if value is None else str(value).strip()


def _report(request: HttpRequest, outcome: Outcome) -> HttpResponse:
    if outcome.led_on:
        messages.info(
            request,
            ngettext(
                "%(number)d redirect that there was led to a new one; now it leads on.",
                "%(number)d redirects that there were led to new ones; now they lead on.",
                outcome.led_on,
            )
            % {"number": outcome.led_on},
        )
    added = len(outcome.added)
    if outcome.refused:
        summary = {
            "errors": [(wish.old_path, wish.link, reason) for wish, reason in outcome.refused],
            "errors_count": len(outcome.refused),
            "successes": added,
            "total": added + len(outcome.refused),
        }
        context = {"form": ImportForm(get_supported_extensions()), "import_summary": summary}
        return render(request, "wagtailredirects/import_summary.html", context)
    messages.success(
        request,
        ngettext("Imported %(total)d redirect", "Imported %(total)d redirects", added)
        % {"total": added},
    )
    return redirect("wagtailredirects:index")
