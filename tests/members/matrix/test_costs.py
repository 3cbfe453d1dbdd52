"""What it costs that pages may be for some readers only: next to nothing, however many are."""

from __future__ import annotations

import ast
import uuid

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from core import memory
from home.models import HomePage, StandardPage
from tests.members.matrix.browser import Browser
from tests.members.matrix.conftest import Matrix
from tests.members.matrix.surfaces import Surface

pytestmark = pytest.mark.django_db

MANY = 1_000
MOST_EXTRA = 2
# Wagtail's, which add a condition for each restriction until a database refuses the query.
WAGTAILS_OWN = {"public", "not_public", "public_q", "private", "private_q"}


def add_pages(home: HomePage) -> list[Page]:
    """Many pages, as rows only."""
    home.refresh_from_db()
    kind = ContentType.objects.get_for_model(StandardPage)
    pages = [
        Page(
            path=Page._get_path(home.path, home.depth + 1, position),
            depth=home.depth + 1,
            title=f"Many {position}",
            slug=f"many-{position}",
            url_path=f"{home.url_path}many-{position}/",
            content_type=kind,
            locale_id=home.locale_id,
            translation_key=uuid.uuid4(),
            live=True,
        )
        for position in range(home.numchild + 100, home.numchild + 100 + MANY)
    ]
    return Page.objects.bulk_create(pages)


def restrict_only(pages: list[Page]) -> None:
    """Restrict these to members, and nothing else to anybody."""
    PageViewRestriction.objects.all().delete()
    rows = PageViewRestriction.objects.bulk_create(
        PageViewRestriction(page=page, restriction_type=PageViewRestriction.GROUPS)
        for page in pages
    )
    members = Group.objects.get(name="Members")
    through = PageViewRestriction.groups.through
    through.objects.bulk_create(through(pageviewrestriction=row, group=members) for row in rows)
    # Rows alone send no signal.
    memory.forget()


def surfaces_to_measure(matrix: Matrix) -> list[Surface]:
    """Those of the whole site, and those of one page of each type."""
    others = tuple(each.name for each in matrix.world.secrets if each.restriction != "public")
    return [
        surface
        for surface in matrix.surfaces
        if not surface.is_file and not surface.name.startswith(others)
    ]


def costs(browser: Browser, surfaces: list[Surface]) -> dict[str, int]:
    """How many queries each of them takes on a warm process."""
    found = {}
    for surface in surfaces:
        browser.get(surface.path)
        with CaptureQueriesContext(connection) as captured:
            browser.get(surface.path)
        found[str(surface)] = sum('"core_generation"' not in each["sql"] for each in captured)
    return found


@pytest.mark.parametrize("visitor", ["anonymous", "editor"])
def test_restrictions_cost_two_queries_at_most_however_many_there_are(
    matrix: Matrix, visitor: str
) -> None:
    """An editor is asked for most: for groups, for rights, and for pages of their own."""
    pages = add_pages(matrix.world.home)
    browser, surfaces = matrix.browsers[visitor], surfaces_to_measure(matrix)
    measured = []
    for number in (0, 1, MANY):
        restrict_only(pages[:number])
        measured.append(costs(browser, surfaces))
    free, one, many = measured

    assert len(surfaces) > 60
    assert {
        name: (free[name], one[name], many[name])
        for name in free
        if max(one[name], many[name]) > free[name] + MOST_EXTRA or many[name] > one[name]
    } == {}


@pytest.mark.parametrize("path", ["/sitemap-pages.xml", "/api/v2/pages/?limit=50"])
def test_programs_are_answered_with_many_restrictions(matrix: Matrix, path: str) -> None:
    pages = add_pages(matrix.world.home)
    restrict_only(pages)

    answer = matrix.browsers["anonymous"].get(path)

    assert answer.status_code == 200
    assert b"many-" not in answer.content


def test_nothing_of_ours_asks_wagtail_which_pages_are_public() -> None:
    found = []
    for path in settings.BASE_DIR.glob("[a-z]*/**/*.py"):
        if {"tests", "migrations", ".venv", "var"} & set(path.parts):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            # Putting something better in its place is not asking it.
            if not isinstance(node, ast.Attribute) or isinstance(node.ctx, ast.Store):
                continue
            if node.attr in WAGTAILS_OWN:
                found.append(f"{path}:{node.lineno} {node.attr}")

    assert found == []
