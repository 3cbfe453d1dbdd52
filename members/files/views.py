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
from members.files.making import groups_needed, make, may_make
from members.signed_in import account_of


@require_POST
def move(
    request: HttpRequest, page_id: int, kind: str, file_id: int, collection_id: int
) -> HttpResponse:
    """Put the file into the collection, if it suits the page (still); back to the page's form."""
    page, file = _page_and_file(request, page_id, kind, file_id)
    collection = get_object_or_404(Collection, pk=collection_id)
    if not may_move(account_of(request), file, collection):
        raise PermissionDenied
    return _move(request, file, collection, page)


@require_POST
def move_to_new(request: HttpRequest, page_id: int, kind: str, file_id: int) -> HttpResponse:
    """Likewise, into a collection made for the page's readers, unless one has been by now."""
    page, file = _page_and_file(request, page_id, kind, file_id)
    user = account_of(request)
    if not may_make(user, file):
        raise PermissionDenied
    fitting = (each for each in Collection.objects.all() if fits(page, each))
    collection = next((each for each in fitting if may_move(user, file, each)), None)
    if collection is None:
        groups = groups_needed(page)
        collection = make(groups) if groups else file.collection
    return _move(request, file, collection, page)


def _page_and_file(
    request: HttpRequest, page_id: int, kind: str, file_id: int
) -> tuple[Page, File]:
    """Both, for whoever may edit the page."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    if kind not in KINDS:
        raise Http404
    return page, get_object_or_404(KINDS[kind].objects.select_related("collection"), pk=file_id)


def _move(request: HttpRequest, file: File, collection: Collection, page: Page) -> HttpResponse:
    told = {"file": file.title, "collection": collection.name}
    if fits(page, collection):
        _put(file, collection, page)
        messages.success(request, _("“%(file)s” is now in “%(collection)s”.") % told)
    else:
        said = _(
            "Nothing was moved: meanwhile somebody changed who may read the page or who may have "
            "the files of “%(collection)s”. What fits now is said below."
        )
        messages.error(request, said % told)
    return redirect("wagtailadmin_pages:edit", page.pk)


def _put(file: File, collection: Collection, page: Page) -> None:
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
