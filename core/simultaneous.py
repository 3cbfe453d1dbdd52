"""Two people at one page: the second to save overwrites nothing unseen, least of all in public.

While somebody writes, Wagtail asks every ten seconds whether others have saved, and then warns. Who
presses a button sooner than that is not warned, and would publish an older text over a newer one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

if TYPE_CHECKING:
    from wagtail.models import Revision


def overtaken(request: HttpRequest, page: Page) -> Revision | None:
    """The version saved by others since the form was opened, below the one saved from it just now.

    None where there is none, or where the form was not one of Wagtail's that says what it began
    with.
    """
    newest = page.latest_revision
    if "loaded_revision_id" not in request.POST or newest is None:
        return None
    earlier = page.revisions.exclude(pk=newest.pk).order_by("-created_at", "-pk").first()
    if earlier is None or _is_known(request, earlier, newest):
        return None
    return earlier


def keep_from_publishing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Where others have saved meanwhile: the text is kept as a draft, and its author is told."""
    theirs = overtaken(request, page)
    if theirs is None:
        return None
    _tell(
        request,
        page,
        theirs,
        _(
            "%(name)s saved another version of “%(title)s” while you were writing. Yours is saved "
            "as a draft and not published. Compare the two, then publish."
        ),
    )
    return redirect("wagtailadmin_pages:edit", page.pk)


def tell_of_other_version(request: HttpRequest, page: Page) -> None:
    """After saving: say that somebody else's version is now below one's own in the history."""
    theirs = overtaken(request, page)
    if theirs is not None:
        _tell(
            request,
            page,
            theirs,
            _(
                "%(name)s saved another version of “%(title)s” while you were writing. Yours is "
                "the newest now; theirs is kept in the history."
            ),
        )


def _is_known(request: HttpRequest, earlier: Revision, newest: Revision) -> bool:
    """Whether the form began with the earlier version or has itself written it, or the newest."""
    own = request.POST.get("overwrite_revision_id")
    if own:
        return own in (str(earlier.pk), str(newest.pk))
    if request.POST["loaded_revision_id"] != str(earlier.pk):
        return False
    # A version saved again in place keeps its key; only its time tells. Nobody but its author can do
    # that: their own form does while they press "Publish", and does not name what it is just saving.
    is_as_loaded = request.POST.get("loaded_revision_created_at") == earlier.created_at.isoformat()
    return is_as_loaded or earlier.user == request.user


def _tell(request: HttpRequest, page: Page, theirs: Revision, words: str) -> None:
    name = theirs.user.get_full_name() if theirs.user else _("Somebody")
    compare = reverse(
        "wagtailadmin_pages:revisions_compare", args=[page.pk, theirs.pk, page.latest_revision.pk]
    )
    messages.warning(
        request,
        words % {"name": name, "title": page.get_admin_display_title()},
        buttons=[messages.button(compare, _("Compare"))],
    )
