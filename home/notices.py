"""The notices that a visitor is shown, remembered between requests."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString
from wagtail.models import Site
from wagtail.rich_text import RichText

from core.body import expanded_together
from core.memory import remember
from core.veils import with_addresses_veiled
from home.models.notices import Level, Notice
from members.visitors import Audience, visitor_of

# As many stand open; what else there is can be unfolded below them.
OPEN = 3
URGENCY = [Level.URGENT, Level.IMPORTANT, Level.INFORMATION]


@dataclass(frozen=True)
class Told:
    """A notice as pages show it. Browsers remember under its key that it was dismissed."""

    number: int
    key: str
    level: str
    heading: str
    html: SafeString
    is_dismissible: bool
    audience: str
    group: int | None

    @property
    def level_name(self) -> str:
        """The word that stands before it."""
        return str(Level(self.level).label)


@dataclass(frozen=True)
class InForce:
    """What is shown from now on, and the moment at which that changes by itself."""

    notices: tuple[Told, ...]
    changes_at: datetime.datetime | None


@dataclass(frozen=True)
class Notices:
    """What one visitor is shown."""

    open: tuple[Told, ...]
    folded: tuple[Told, ...]


def notices_for(request: HttpRequest) -> Notices:
    """The notices that are meant for the visitor, the most urgent first."""
    site = Site.find_for_request(request)
    if site is None:
        return Notices((), ())
    shown = _meant_for_visitor(request, _in_force(site).notices)
    previewed: Notice | None = getattr(request, "previewed_notice", None)
    if previewed:
        # First, and without a key: in the administrator's browser it may have been dismissed.
        others = [each for each in shown if each.number != previewed.pk]
        shown = [*_as_told([previewed], is_preview=True), *others]
    return Notices(tuple(shown[:OPEN]), tuple(shown[OPEN:]))


def _meant_for_visitor(request: HttpRequest, notices: Iterable[Told]) -> list[Told]:
    # Asking who somebody is costs a query; most notices are for everyone.
    return [
        each
        for each in notices
        if each.audience == Audience.EVERYONE
        or visitor_of(request).is_meant_by(each.audience, each.group)
    ]


def _in_force(site: Site) -> InForce:
    return remember(("notices", site.pk), lambda: _read(site), until=lambda read: read.changes_at)


def _read(site: Site) -> InForce:
    now = timezone.now()
    not_over = Q(shown_until=None) | Q(shown_until__gt=now)
    notices = list(Notice.objects.filter(not_over, site=site, live=True).order_by("-pk"))
    begun = [each for each in notices if each.shown_from is None or each.shown_from <= now]
    begun.sort(key=lambda each: URGENCY.index(Level(each.level)))
    moments = [time for each in notices for time in (each.shown_from, each.shown_until) if time]
    return InForce(_as_told(begun), min((time for time in moments if time > now), default=None))


def _as_told(notices: list[Notice], *, is_preview: bool = False) -> tuple[Told, ...]:
    texts = expanded_together([RichText(each.text) for each in notices])
    return tuple(
        Told(
            number=each.pk,
            key="" if is_preview else f"{each.pk}-{_digest(each)}",
            level=each.level,
            heading=each.heading,
            html=with_addresses_veiled(html),
            is_dismissible=each.is_dismissible,
            audience=each.audience,
            group=each.group_id,
        )
        for each, html in zip(notices, texts, strict=True)
    )


def _digest(notice: Notice) -> str:
    """Changes with the words, so that a changed notice is shown to those who dismissed it."""
    # Wagtail's editor may give paragraphs other keys, which nobody reads.
    text = re.sub(r' data-block-key="[^"]*"', "", notice.text)
    words = "\n".join((notice.level, notice.heading, text))
    return hashlib.sha256(words.encode()).hexdigest()[:8]
