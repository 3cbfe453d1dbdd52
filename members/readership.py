"""Who can read a page, in plain words, for those who decide about it."""

from __future__ import annotations

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page, PageViewRestriction

from core.models import BasePage
from members.access import restrictions_on
from members.rights import MEMBERS


def who_reads(page: Page, parent: Page | None = None) -> str:
    """A sentence or two. A page that is not saved yet is as private as the one it will stand below.

    Whoever may edit the page reads it in any case, and is mentioned only where nobody else does.
    """
    place = page if page.pk else parent
    restrictions = restrictions_on(place) if place else []
    if not restrictions:
        return _("Everybody can read this.")
    in_order = sorted(restrictions, key=lambda each: each.page.path)
    others = page.told_of_outsiders(parent) if isinstance(page, BasePage) else ""
    return f"{_who(page, in_order)} {others}".strip()


def _who(page: Page, restrictions: list[PageViewRestriction]) -> str:
    if any(not _groups(each) for each in restrictions):
        return _("Only those who may edit this can read it: it is closed to all groups.")
    if len(restrictions) == 1:
        return _who_by_one(page, restrictions[0])
    places = get_text_list([_for_whom(page, each) for each in restrictions], _("and"))
    return _("To read this, people must be let in at each step: %(places)s.") % {"places": places}


def _who_by_one(page: Page, restriction: PageViewRestriction) -> str:
    names = _groups(restriction)
    if names == [MEMBERS]:
        who = _("Members can read this")
    else:
        who = ngettext(
            "The group %(groups)s can read this", "The groups %(groups)s can read this", len(names)
        ) % {"groups": get_text_list(names, _("and"))}
    if restriction.page_id == page.pk:
        return f"{who}."
    return _("%(who)s, because %(place)s.") % {"who": who, "place": _for_whom(page, restriction)}


def _for_whom(page: Page, restriction: PageViewRestriction) -> str:
    groups = get_text_list(_groups(restriction), _("or"))
    if restriction.page_id == page.pk:
        return _("this page is for %(groups)s") % {"groups": groups}
    return _("%(title)s is for %(groups)s") % {"title": restriction.page.title, "groups": groups}


def _groups(restriction: PageViewRestriction) -> list[str]:
    """The names of the groups it lets in; those of other kinds let nobody in."""
    if restriction.restriction_type != PageViewRestriction.GROUPS:
        return []
    return sorted(group.name for group in restriction.groups.all())
