"""What was asked for most in the last days and not found, and what may have been meant."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Sum
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from core.sites import site_root_paths
from members.access import visible_to
from navigation.models import IgnoredAddress, NotFoundCount
from navigation.not_found.counting import DAYS

if TYPE_CHECKING:
    from members.access import Reader


@dataclass(frozen=True, slots=True)
class Address:
    """An address that was not found, as the list shows it."""

    site: Site
    path: str
    hits: int
    last_day: datetime.date
    # The page that may have been meant.
    page: Page | None

    @property
    def url(self) -> str:
        """Where it would be."""
        return str(self.site.root_url) + self.path


def addresses(*, ignored: bool) -> QuerySet[Any, Any]:
    """What was not found in the last days and has no redirect that leads anywhere, with `hits`."""
    today = timezone.localdate()
    same_path = {"path": OuterRef("path")}
    redirects = Redirect.objects.filter(
        Q(site=OuterRef("site")) | Q(site=None),
        Q(redirect_page__live=True) | ~Q(redirect_link=""),
        old_path=OuterRef("path"),
    )
    unheard = IgnoredAddress.objects.filter(site=OuterRef("site"), **same_path)
    counts = NotFoundCount.objects.filter(day__gt=today - datetime.timedelta(days=DAYS))
    return (
        counts.filter(~Exists(redirects), Exists(unheard) if ignored else ~Exists(unheard))
        .values("path", site_name=F("site__hostname"), site_key=F("site"))
        .annotate(hits=Sum("hits"), last_day=Max("day"))
    )


def with_suggestions(rows: Iterable[dict[str, Any]], reader: Reader) -> list[Address]:
    """The rows with the pages that may have been meant: those that alone have the last slug."""
    listed = list(rows)
    slugs = {slug for row in listed if (slug := _slug(row["path"]))}
    pages: dict[str, list[Page]] = defaultdict(list)
    candidates = visible_to(Page.objects.live().filter(slug__in=slugs, depth__gt=2), reader)
    for page in candidates:
        pages[page.slug].append(page)
    beginnings = {root.site_id: root.root_path for root in site_root_paths()}
    sites = Site.objects.in_bulk({row["site_key"] for row in listed})
    found = _found_by_now(listed, beginnings)
    return [
        Address(
            site=sites[row["site_key"]],
            path=row["path"],
            hits=row["hits"],
            last_day=row["last_day"],
            page=_only_one(pages[_slug(row["path"])], below=beginnings[row["site_key"]]),
        )
        for row in listed
        if row["site_key"] in sites and _url_path(row, beginnings) not in found
    ]


def _url_path(row: dict[str, Any], beginnings: dict[int, str]) -> str:
    """The address as pages keep theirs."""
    return f"{beginnings.get(row['site_key'], '')}{row['path'].strip('/')}/"


def _found_by_now(rows: list[dict[str, Any]], beginnings: dict[int, str]) -> set[str]:
    """Addresses at which a page has been published since."""
    wanted = {_url_path(row, beginnings) for row in rows}
    return set(Page.objects.live().filter(url_path__in=wanted).values_list("url_path", flat=True))


def _slug(path: str) -> str:
    """The last part of a path, as slugs are written."""
    last = path.rstrip("/").rpartition("/")[2]
    return re.sub(r"\.(html?|md)$", "", last.lower())


def _only_one(pages: list[Page], *, below: str) -> Page | None:
    there = [page for page in pages if page.url_path.startswith(below)]
    return there[0] if len(there) == 1 else None
