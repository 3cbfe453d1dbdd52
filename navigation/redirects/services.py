"""Make redirects, one or thousands: whoever does, circles and chains are refused the same way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import get_active_log_context, log
from wagtail.models import ModelLogEntry, Page, Site

from core.validators import completed_address, no_hidden_characters, web_address
from navigation.redirects.table import LONGEST, Entry, Table

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Wish:
    """A redirect somebody wants: from an old address to a page, or to an address as typed."""

    old_path: str
    link: str = ""
    page: Page | None = None


@dataclass(slots=True)
class Outcome:
    """What became of wishes."""

    added: list[Redirect] = field(default_factory=list)
    refused: list[tuple[Wish, str]] = field(default_factory=list)
    # How many redirects that there were lead where a new one leads, and no more to that one.
    led_on: int = 0


def valid_old_path(text: str) -> str:
    """The address as a redirect keeps it; refuses what could never be asked for."""
    text = text.strip()
    no_hidden_characters(text)
    try:
        path = Redirect.normalise_path(text)
    except ValueError as error:
        raise ValidationError(_("This is no address.")) from error
    if path == "/":
        raise ValidationError(_("The home page’s own address cannot be redirected."))
    _refuse_overlong(path)
    return path


def valid_link(text: str) -> str:
    """The address a redirect leads to, as people mean it; refuses what is none."""
    link = completed_address(text)
    web_address(link)
    if link.startswith("#"):
        raise ValidationError(_("Please write the whole address, or a path beginning with /."))
    _refuse_overlong(link)
    return link


def _refuse_overlong(text: str) -> None:
    if len(text) > LONGEST:
        raise ValidationError(
            _("An address here has at most %(number)d characters.") % {"number": LONGEST}
        )


@transaction.atomic
def add_redirects(
    wishes: Sequence[Wish], *, site: Site | None = None, is_permanent: bool = True
) -> Outcome:
    """Add those that can be, in the order given, and say of the others why not.

    They are judged together: of two that follow each other the first is refused, in whichever order
    they come. Redirects that there were and that led to a new one's old address are led on.
    """
    table = Table()
    outcome = Outcome()
    entries: dict[Entry, Wish] = {}
    for wish in wishes:
        try:
            entry = _entry(wish, site)
            if not table.add(entry):
                raise ValidationError(_("A redirect with this path already exists."))
            entries[entry] = wish
        except ValidationError as error:
            outcome.refused.append((wish, " ".join(error.messages)))
    table.find_pages(entries)
    for entry, reason in table.detours(entries.keys()).items():
        table.remove(entry)
        outcome.refused.append((entries.pop(entry), " ".join(reason.messages)))
    outcome.added = _keep(list(entries), is_permanent)
    outcome.led_on = lead_on(table, set(entries))
    return outcome


def _entry(wish: Wish, site: Site | None) -> Entry:
    site_id = site and site.pk
    old_path = valid_old_path(wish.old_path)
    if wish.page:
        return Entry(old_path, site_id, page_id=wish.page.pk)
    return Entry(old_path, site_id, link=valid_link(wish.link))


def _keep(entries: Sequence[Entry], is_permanent: bool) -> list[Redirect]:
    redirects = Redirect.objects.bulk_create(
        [
            Redirect(
                old_path=entry.old_path,
                site_id=entry.site_id,
                redirect_page_id=entry.page_id,
                redirect_link=entry.link,
                is_permanent=is_permanent,
            )
            for entry in entries
        ],
        batch_size=_AT_ONCE,
    )
    _log_creation(redirects)
    return redirects


def _log_creation(redirects: Sequence[Redirect]) -> None:
    """What `wagtail.log_actions.log` would note for each, together."""
    context = get_active_log_context()
    now = timezone.now()
    content_type = ContentType.objects.get_for_model(Redirect)
    ModelLogEntry.objects.bulk_create(
        [
            ModelLogEntry(
                content_type=content_type,
                object_id=str(redirect.pk),
                label=redirect.title,
                action="wagtail.create",
                timestamp=now,
                user=context.user,
                uuid=context.uuid,
                data={},
            )
            for redirect in redirects
        ],
        batch_size=_AT_ONCE,
    )


def lead_on(table: Table, new: set[Entry]) -> int:
    """Lead what led to a new redirect's old address to its target at once; say how many did."""
    changed = {entry.pk: entry for entry in table.lead_on(new)}
    redirects = list(Redirect.objects.filter(pk__in=changed).order_by("pk"))
    for redirect in redirects:
        entry = changed[redirect.pk]
        redirect.redirect_page_id, redirect.redirect_link = entry.page_id, entry.link
        redirect.save(update_fields=["redirect_page", "redirect_link"])
        log(redirect, "wagtail.edit")
    return len(redirects)
