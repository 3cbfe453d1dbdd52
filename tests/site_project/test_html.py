"""Every page is HTML as the standard has it, whatever an editor put into it."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
import pytest
from django.template import loader
from django.test import Client

from home.models import HomePage
from members.models import User
from news.models import NewsDeskPage
from tests.extremes.content import make_pages, overfill_site

# Attributes that name other elements of the page by their ids.
REFERENCES = ("aria-labelledby", "aria-describedby", "aria-controls", "for")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@pytest.fixture
def pages(home_page: HomePage, desk: NewsDeskPage) -> dict[str, str]:
    """Pages by what is in them: nothing, the least, the most."""
    return make_pages() | {
        "home": "/",
        "site map": "/site-map/",
        "sign-in": "/account/login/",
        "not found": "/no/such/page/",
    }


def tree_of(html: str) -> Element:
    """The page as a browser reads it; html5lib refuses what the standard calls a parse error."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree: Element = parser.parse(html)
    return tree


def faults(html: str) -> Iterator[str]:
    """What is wrong with a page beyond its grammar."""
    tree = tree_of(html)
    ids = Counter(element.attrib["id"] for element in tree.iter() if "id" in element.attrib)
    yield from (f"id {each} {number} times" for each, number in ids.items() if number > 1)
    for element in tree.iter():
        for name in REFERENCES:
            for each in element.attrib.get(name, "").split():
                if each not in ids:
                    yield f"{name} names {each}, which is not there"
        if element.tag == "img" and "alt" not in element.attrib:
            yield "a picture without alt"
        widths = Counter(each.split()[-1] for each in element.attrib.get("srcset", "-").split(","))
        yield from (f"{each} twice in srcset" for each in widths if widths[each] > 1)
        if element.attrib.get("name") == "":
            yield f"{element.tag} with an empty name"
        if element.tag == "a" and element.attrib.get("href") == "":
            yield "a link to nowhere"
    yield from heading_faults([e.tag for e in tree.iter() if e.tag in HEADINGS])


def heading_faults(headings: list[str]) -> Iterator[str]:
    """One headline, and no level left out below it."""
    if headings.count("h1") != 1:
        yield f"{headings.count('h1')} headlines"
    for above, below in itertools.pairwise(headings):
        if int(below[1]) > int(above[1]) + 1:
            yield f"{below} below {above}"


def assert_sound(name: str, html: str) -> None:
    """The page has no fault; the message says which page."""
    try:
        found = list(faults(html))
    except html5lib.html5parser.ParseError as error:
        pytest.fail(f"{name}: {error}")
    assert found == [], name


def test_pages_with_too_little_or_too_much_in_them_are_valid(
    client: Client, pages: dict[str, str]
) -> None:
    for name, path in pages.items():
        response = client.get(path)
        assert response.status_code == (404 if name == "not found" else 200), (name, path)
        assert_sound(name, response.content.decode())


def test_pages_are_valid_below_an_overfull_menu_and_for_people_signed_in(
    client: Client, pages: dict[str, str], editor: User
) -> None:
    overfill_site()
    for name in ("home", "not found"):
        assert_sound(name, client.get(pages[name]).content.decode())
    client.force_login(editor)
    for name in ("home", "article, overfull", "desk, overfull"):
        assert_sound(f"{name}, for an editor", client.get(pages[name]).content.decode())


def test_refusals_are_valid(client: Client, home_page: HomePage, stranger: User) -> None:
    refused = client.post("/account/login/", {"username": "nobody@example.org", "password": "x"})
    assert_sound("sign-in, refused", refused.content.decode())
    assert_sound("sign-in, empty", client.post("/account/login/").content.decode())

    client.force_login(stranger)
    refused = client.get("/admin/", follow=True)

    assert refused.status_code == 403
    assert_sound("not allowed", refused.content.decode())


@pytest.mark.parametrize("template", ["400.html", "500.html", "403_csrf.html"])
def test_error_pages_are_valid(template: str) -> None:
    assert_sound(template, loader.get_template(template).render())
