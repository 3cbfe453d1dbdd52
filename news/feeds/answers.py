"""The feeds at their addresses."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from io import StringIO
from urllib.parse import urljoin

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.encoding import iri_to_uri
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Site

from core.memory import generation, generation_began
from core.organisations import identity_of
from core.revalidation import revalidated
from core.visits import anonymous_request
from news.feeds.entries import entries_of, newest_articles
from news.feeds.formats import FORMATS, Feed, add
from news.filters import from_path
from news.models import NewsDeskPage, Source, Topic
from news.names import are_told_of

Answer = Callable[[HttpRequest], HttpResponse]


def feed_at(desk: NewsDeskPage, where: list[str], form: str) -> Answer:
    """What answers at `<where>/feed/<form>/` below the desk. Raises Http404 where there is none."""
    if form not in FORMATS or not desk.live:
        raise Http404
    filters = from_path(where)
    if filters.year:
        raise Http404
    topic, source = filters.topic, filters.source
    narrowed = topic or source

    def answer(request: HttpRequest) -> HttpResponse:
        if not are_told_of((narrowed,), AnonymousUser()):
            raise Http404
        if narrowed and narrowed.slug != where[-1]:
            # Merged since.
            return redirect(_address(desk, narrowed, form, request), permanent=True)
        return revalidated(request, lambda: _feed(desk, form, request, topic, source))

    return answer


def _address(desk: NewsDeskPage, narrowed: Topic | Source, form: str, request: HttpRequest) -> str:
    base = desk.get_url(request) or "/"
    return f"{base}{iri_to_uri(narrowed.path_below_desk)}feed/{form}/"


def _key_of(desk: NewsDeskPage, narrowed: Topic | Source | None) -> uuid.UUID:
    """A feed's name for good, whatever becomes of its address."""
    if narrowed is None:
        return desk.translation_key
    return uuid.uuid5(desk.translation_key, f"{type(narrowed).__name__} {narrowed.pk}")


def _feed(
    desk: NewsDeskPage,
    form: str,
    request: HttpRequest,
    topic: Topic | None,
    source: Source | None,
) -> HttpResponse:
    site = Site.find_for_request(request)
    nobody = anonymous_request(site, request.path)
    written = _head(desk, form, nobody, topic, source)
    for entry in entries_of(desk, newest_articles(desk, topic, source), nobody):
        add(written, entry)
    text = StringIO()
    written.write(text, "utf-8")
    return HttpResponse(text.getvalue(), content_type=written.content_type)


def _head(
    desk: NewsDeskPage,
    form: str,
    request: HttpRequest,
    topic: Topic | None,
    source: Source | None,
) -> Feed:
    """The feed without its entries."""
    organisation = identity_of(Site.find_for_request(request))
    desk_url = desk.get_full_url(request) or ""
    narrowed = topic or source
    url = iri_to_uri(urljoin(desk_url, narrowed.path_below_desk)) if narrowed else desk_url
    names = [narrowed.name if narrowed else "", desk.title, organisation.name]
    title = " – ".join(dict.fromkeys(name for name in names if name))
    told = narrowed.description if narrowed else desk.introduction
    return FORMATS[form](
        title=title,
        link=url,
        description=told or _("Articles shared at %(title)s") % {"title": title},
        subtitle=told or None,
        language=get_language(),
        feed_guid=_key_of(desk, narrowed).urn,
        began=desk.last_published_at or generation_began(generation()),
        author_name=organisation.name or title,
        author_link=urljoin(url, "/"),
        feed_url=f"{url}feed/{form}/",
    )
