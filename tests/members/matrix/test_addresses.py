"""Everything that the site answers is in the matrix, or says here why it need not be.

A new address, type of page or snippet that neither of them knows fails these tests by its name. How
it joins is said in CONTRIBUTING.md.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from types import CodeType, FrameType
from typing import Any

import pytest
from django.http import Http404
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve
from wagtail.models import Site
from wagtail.snippets.models import get_snippet_models

from core.checks import page_types
from core.visits import anonymous_request
from home.models import HomePage
from tests.members.matrix.conftest import Matrix
from tests.members.matrix.content import MAKERS
from tests.members.matrix.surfaces import Surface
from tests.members.matrix.walk import walk

pytestmark = pytest.mark.django_db

ADMIN = "admin/"
# Addresses that show nothing of any page, and why.
NO_PAGE_CONTENT = {
    "-/accent-([0-9a-f]{6})-([0-9a-f]{16})\\.css$": "a style sheet made of a colour",
    "-/admin-accent-([0-9a-f]{6})-([0-9a-f]{16})\\.css$": "a style sheet made of a colour",
    "account/review/<str:token>/": (
        "shows an article to whoever was sent its secret address, and to nobody else "
        "(tests/news/review/guests)"
    ),
}
# Where people look after their own account, sign in and join: nothing of any page is there. The
# account's own feed shows articles, and is tried in tests/news/test_personal_feed.py.
ACCOUNT = "account/"
# Types of pages that the matrix has, beside those it makes in every way.
STANDS_ABOVE_ALL = {HomePage}
# What of a snippet is public, and where the matrix looks for it.
SNIPPETS = {
    "home.Notice": "a notice leads to all pages",
    "navigation.Menu": "menus lead to all pages",
    "news.Disclaimer": "every article and desk has its own, and one in its text",
    "news.Source": "every article has its own, with its list and feeds",
    "news.Topic": "every article has its own, with its list and feeds",
}
# Pages of the admin's that are there to be seen before signing in.
BEFORE_SIGNING_IN = {
    "admin/password_reset/complete/",
    "admin/password_reset/confirm/<uidb64>/<token>/",
    "admin/password_reset/",
    "admin/password_reset/done/",
    "admin/jsi18n/",
    "admin/sprite/",
}


def routes(resolver: Any) -> Iterator[str]:
    """Every pattern that answers, written as `resolve` names it."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield str(pattern.pattern).removeprefix("^")
        elif isinstance(pattern, URLResolver):
            start = str(pattern.pattern).removeprefix("^")
            yield from (start + inner for inner in routes(pattern))


def route_of(surface: Surface) -> str:
    """The pattern that answers the surface's address; none for one that is led on by its slash."""
    try:
        return resolve(surface.path.partition("?")[0]).route.removeprefix("^")
    except Resolver404:
        return ""


def test_every_address_is_in_the_matrix_or_says_why_not(matrix: Matrix) -> None:
    claimed = {route_of(surface) for surface in matrix.surfaces}
    known = set(routes(get_resolver()))

    unclaimed = {
        each
        for each in known - claimed - set(NO_PAGE_CONTENT)
        if not each.startswith((ADMIN, ACCOUNT))
    }

    assert unclaimed == set()
    assert set(NO_PAGE_CONTENT) <= known - claimed


def test_every_type_of_page_is_in_the_matrix(matrix: Matrix) -> None:
    made = {type(secret.page.specific) for secret in matrix.world.secrets if secret.page}

    assert {each.__name__ for each in set(page_types()) - made - STANDS_ABOVE_ALL} == set()
    assert len(made) == len(MAKERS)


def test_every_kind_of_snippet_is_in_the_matrix() -> None:
    found = {model._meta.label for model in get_snippet_models()}

    assert found == set(SNIPPETS)


@contextmanager
def lines_run(codes: Iterable[CodeType]) -> Iterator[dict[CodeType, set[int]]]:
    """Note which lines of these functions run."""
    run: dict[CodeType, set[int]] = {code: set() for code in codes}

    def trace(frame: FrameType, event: str, _arg: Any) -> Any:
        if frame.f_code not in run:
            return None
        if event == "line":
            run[frame.f_code].add(frame.f_lineno)
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield run
    finally:
        sys.settrace(before)


def own_routing() -> dict[CodeType, str]:
    """Where types of pages of ours decide themselves what answers below them."""
    found = {}
    for model in page_types():
        for owner in model.__mro__:
            method: Callable[..., Any] | None = vars(owner).get("route")
            if method and not owner.__module__.startswith("wagtail."):
                found[method.__code__] = f"{owner.__name__}.route"
    return found


def test_everything_that_pages_answer_below_themselves_is_in_the_matrix(matrix: Matrix) -> None:
    """Each line by which a page finds what an address below it means is run for some surface."""
    site = Site.objects.get()
    routing = own_routing()

    with lines_run(routing) as run:
        for surface in matrix.surfaces:
            path = surface.path.partition("?")[0]
            if route_of(surface) and resolve(path).url_name in ("wagtail_serve", "plain_version"):
                request = anonymous_request(site, path)
                with suppress(Http404):
                    site.root_page.specific.route(request, path.strip("/").split("/"))

    left_out = {
        f"{name}, line {line}"
        for code, name in routing.items()
        for line in {number for *_, number in code.co_lines() if number} - run[code]
        if line != code.co_firstlineno
    }
    assert left_out == set()


def test_no_type_of_page_has_addresses_that_nobody_asked_for() -> None:
    """Wagtail's own way of giving a page further addresses; they would be surfaces like others."""
    assert [model for model in page_types() if hasattr(model, "get_subpage_urls")] == []


def admin_surfaces(matrix: Matrix) -> list[Surface]:
    """Every address of the admin, filled in with an article for members."""
    secret = matrix.world.find("article", "members")
    found = []
    for route in routes(get_resolver()):
        if route.startswith(ADMIN):
            path = re.sub(r"<slug:app_label>", "news", route)
            path = re.sub(r"<slug:model_name>", "articlepage", path)
            path = re.sub(r"<[^>]*>|\(\?P[^)]*\)|\([^)]*\)", str(secret.page.pk), path)
            found.append(Surface(route, "/" + path.strip("^$").replace("\\", "")))
    return found


def test_admin_shows_nothing_to_whoever_has_no_rights_there(matrix: Matrix) -> None:
    surfaces = admin_surfaces(matrix)

    answers = walk(matrix.browsers_of("anonymous", "member"), surfaces)

    assert len(surfaces) > 300
    assert matrix.leaks(answers) == []
    let_in = {each.surface.name for each in answers if each.status == 200}
    assert let_in <= BEFORE_SIGNING_IN
