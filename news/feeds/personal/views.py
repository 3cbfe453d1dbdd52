"""A member's own feed, and the page where its address is made and taken back.

Whoever has the address reads what the member may read. It is shown once, when it is made: of its
token only a hash is kept. It opens no session, and nothing of it may be kept by a cache.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from io import StringIO
from urllib.parse import urljoin

from django.contrib.auth.mixins import LoginRequiredMixin
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Site

from core.organisations import identity_of
from core.visits import anonymous_request
from members.models import User
from members.signed_in import account_of
from news.feeds.entries import LENGTH, Entry, entries_of, newest_articles
from news.feeds.formats import FORMATS, add
from news.models import NewsDeskPage, PersonalFeed


def _secret(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Have nobody keep it, list it, or tell its address to others."""

    @wraps(view)
    def secret(*args: object, **kwargs: object) -> HttpResponseBase:
        response = view(*args, **kwargs)
        add_never_cache_headers(response)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return secret


@method_decorator(never_cache, name="dispatch")
class PersonalFeedView(LoginRequiredMixin, View):
    """Where a member makes the address, makes another, or takes it back."""

    http_method_names = ("get", "head", "post")

    def get(self, request: HttpRequest) -> HttpResponse:
        """Whether there is one; the address itself is shown only when it is made."""
        return self._page(request, {})

    def post(self, request: HttpRequest) -> HttpResponse:
        """Make one in place of any there is, or take it back."""
        account = account_of(request)
        if "take_back" in request.POST:
            PersonalFeed.objects.filter(account=account).delete()
            return redirect("personal_feed")
        token = PersonalFeed.objects.make_for(account)
        root = Site.find_for_request(request).root_url
        addresses = {
            form: urljoin(root, reverse("personal_feed_as", args=[token, form])) for form in FORMATS
        }
        return self._page(request, addresses)

    def _page(self, request: HttpRequest, addresses: dict[str, str]) -> HttpResponse:
        made = PersonalFeed.objects.filter(account=account_of(request)).first()
        context = {"made": made, "addresses": addresses}
        return render(request, "news/pages/personal_feed.html", context)

    def handle_no_permission(self) -> HttpResponse:
        """To the sign-in page and back, whatever was asked."""
        return redirect_to_login(reverse("personal_feed"))


@_secret
@require_safe
def feed(request: HttpRequest, token: str, form: str) -> HttpResponse:
    """What the member may read, newest first. Whoever is signed in here does not matter."""
    made = PersonalFeed.objects.with_token(token).select_related("account").first()
    if made is None or form not in FORMATS:
        raise Http404
    site = Site.find_for_request(request)
    organisation = identity_of(site)
    written = FORMATS[form](
        title=_("%(name)s: all you may read") % {"name": organisation.name or site.site_name},
        link=f"{site.root_url}/",
        description=_("Articles for one member. Keep its address to yourself."),
        language=get_language(),
        feed_guid=uuid.uuid5(uuid.NAMESPACE_URL, f"{site.root_url}/{made.account_id}").urn,
        began=made.made_at,
        author_name=organisation.name or site.site_name,
        author_link=f"{site.root_url}/",
        # It must not be told by what it says: feed readers pass that on.
        feed_url=None,
    )
    for entry in _entries(site, made.account, request.path):
        add(written, entry)
    text = StringIO()
    written.write(text, "utf-8")
    return HttpResponse(text.getvalue(), content_type=written.content_type)


def _entries(site: Site, reader: User, path: str) -> list[Entry]:
    """The newest of all desks of the site that the reader may read."""
    desks = NewsDeskPage.objects.filter(path__startswith=site.root_page.path).published()
    nobody = anonymous_request(site, path)
    found = [
        entry
        for desk in desks.visible_to(reader)
        for entry in entries_of(desk, newest_articles(desk, reader=reader), nobody)
    ]
    return sorted(found, key=lambda entry: entry.published, reverse=True)[:LENGTH]
