"""What the worker does for published pages of every kind."""

from __future__ import annotations

from django_tasks import task
from wagtail.models import Page

from core.memory import forget
from core.models import DeskRendition, PageWithBody
from core.pictures_shown import making_all_sizes
from core.visits import anonymous_request


@task(backend="jobs")
def make_pictures(page_id: int) -> int:
    """Make all sizes of all pictures that a page shows; returns how many were made.

    By showing the page to nobody: whatever its template asks for gets made. Safe to run twice.
    """
    page = Page.objects.filter(pk=page_id, live=True).specific().first()
    site = page.get_site() if isinstance(page, PageWithBody) else None
    if page is None or site is None:
        return 0
    before = DeskRendition.objects.count()
    with making_all_sizes():
        page.show_to(anonymous_request(site, page.get_url() or "/"))
    after = DeskRendition.objects.count()
    if after != before:
        # Pages now offer more than they did.
        forget()
    return after - before
