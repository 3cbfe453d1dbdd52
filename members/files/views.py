"""The click by which an editor puts a file where it fits a page."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail.models import Collection, Page

from members.files.fitting import KINDS, File, fits, may_move
from members.files.log_actions import MOVED
from members.signed_in import account_of


@require_POST
def move(
    request: HttpRequest, page_id: int, kind: str, file_id: int, collection_id: int
) -> HttpResponse:
    """Put the file into the collection, if it suits the page (still); back to the page's form."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    if kind not in KINDS:
        raise Http404
    file = get_object_or_404(KINDS[kind].objects.select_related("collection"), pk=file_id)
    collection = get_object_or_404(Collection, pk=collection_id)
    if not may_move(account_of(request), file, collection):
        raise PermissionDenied
    told = {"file": file.title, "collection": collection.name}
    if fits(page, collection):
        _move(file, collection, page)
        messages.success(request, _("“%(file)s” is now in “%(collection)s”.") % told)
    else:
        said = _(
            "Nothing was moved: meanwhile somebody changed who may read the page or who may have "
            "the files of “%(collection)s”. What fits now is said below."
        )
        messages.error(request, said % told)
    return redirect("wagtailadmin_pages:edit", page.pk)


def _move(file: File, collection: Collection, page: Page) -> None:
    """A second click finds it there and writes nothing."""
    before = file.collection
    if before == collection:
        return
    file.collection = collection
    file.save(update_fields=["collection"])
    data = {
        "before": before.name,
        "after": collection.name,
        "page": page.get_admin_display_title(),
    }
    log(file, MOVED, data=data)
