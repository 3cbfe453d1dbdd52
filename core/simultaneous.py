"""Two people at one page: the second to save overwrites nothing unseen, least of all in public.

While somebody writes, Wagtail asks every ten seconds whether others have saved, and then warns. Who
presses a button sooner than that is not warned, and would publish an older text over a newer one.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

if TYPE_CHECKING:
    from wagtail.models import Revision


def overtaken(request: HttpRequest, page: Page) -> Revision | None:
    """The newest version that somebody else has saved since the form was opened or last saved.

    None where there is none, or where the form was not one of Wagtail's that says what it began
    with. A version of one's own is no surprise: autosave may have been under way.
    """
    known = _known_until(request, page)
    if known is None:
        return None
    others = page.revisions.filter(created_at__gt=known).exclude(user_id=request.user.pk)
    return others.order_by("-created_at", "-pk").first()


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


def _known_until(request: HttpRequest, page: Page) -> datetime.datetime | None:
    """When the newest version was saved that whoever sent the form has seen.

    By its time, not by its key: a version saved again in place keeps its key.
    """
    if own := request.POST.get("overwrite_revision_id"):
        return page.revisions.filter(pk=own).values_list("created_at", flat=True).first()
    try:
        loaded = parse_datetime(request.POST.get("loaded_revision_created_at", ""))
    except ValueError:
        return None
    return loaded if loaded and timezone.is_aware(loaded) else None


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
