"""What every page of the public site keeps to: no inline code, strict policy, safe headers."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from hashlib import sha256
from xml.etree.ElementTree import Element

import html5lib
import pytest
from django.test import Client

from home.models import HomePage
from members.models import User
from news.models import ArticlePage, NewsDeskPage
from site_project import policy
from tests.factories import (
    ArticlePageFactory,
    ImageFactory,
    StandardPageFactory,
    TopicFactory,
    restrict,
)

PAGES = {
    "home": "/",
    "desk": "/news-desk/",
    "topic": "/news-desk/topics/reading/",
    "article": "/news-desk/article/",
    "standard page": "/about/",
    "site map": "/site-map/",
    "sign-in": "/account/login/",
    "not found": "/nowhere/",
}
STRICT = {
    "default-src": {"'none'"},
    "script-src": {"'self'", f"'sha256-{policy.FIRST_SCRIPT_HASH}'"},
    "style-src": {"'self'"},
    "img-src": {"'self'"},
    "font-src": {"'self'"},
    "connect-src": {"'self'"},
    "media-src": {"'self'"},
    "manifest-src": {"'self'"},
    "form-action": {"'self'"},
    "frame-ancestors": {"'self'"},
    "base-uri": {"'none'"},
    "object-src": {"'none'"},
}
# Scripts of these types are data; no browser runs them.
DATA_BLOCKS = {"application/ld+json", "application/json"}
PLAYERS = {
    "'self'",
    "https://www.youtube-nocookie.com",
    "https://player.vimeo.com",
    "https://w.soundcloud.com",
}


@pytest.fixture
def content(home_page: HomePage, desk: NewsDeskPage) -> ArticlePage:
    """An article with pictures and most kinds of blocks, a standard page, a topic."""
    image = ImageFactory()
    figure = {"image": {"image": image.pk, "alt_text": "A room", "decorative": False}}
    player = {"address": "https://www.youtube.com/watch?v=dQw4w9WgXcQ", "title": "A talk"}
    quotation = {"quotation": "We stay.", "speaker": "Ada", "speaker_description": "Head"}
    table = {
        "columns": [{"type": "text", "heading": "Name"}],
        "rows": [{"values": ["A"]}],
        "caption": "Figures",
    }
    body = [
        {"type": "paragraph", "value": "<p>Text with <b>bold</b> words.</p>"},
        {"type": "heading", "value": {"text": "Part", "level": "h2"}},
        {"type": "pull_quotes", "value": {"heading": "Said", "quotations": [quotation]}},
        {"type": "image", "value": {**figure, "caption": "Caption"}},
        {"type": "gallery", "value": {"heading": "", "images": [figure]}},
        {"type": "embed", "value": player},
        {"type": "table", "value": table},
        {"type": "note", "value": {"heading": "", "text": "<p>Note.</p>"}},
    ]
    StandardPageFactory(parent=home_page, title="About", slug="about", body=body[:2])
    article = ArticlePageFactory(
        parent=desk, slug="article", image=image, image_alt="A room", body=body
    )
    article.topics = [TopicFactory.create(name="Reading")]
    article.save()
    return article


def tree_of(html: str) -> Element:
    """A page as a browser reads it; one not well-formed is refused."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree: Element = parser.parse(html)
    return tree


def elements(client: Client, path: str) -> Iterator[Element]:
    """The elements of a page."""
    return tree_of(client.get(path).content.decode()).iter()


def assert_no_inline_code(element: Element) -> None:
    """Nothing in the element is code that a browser would run."""
    attributes = {name.lower(): value or "" for name, value in element.attrib.items()}
    assert element.tag != "style"
    assert "style" not in attributes
    assert not [name for name in attributes if name.startswith("on")]
    for name in ("href", "src", "action", "formaction"):
        assert not attributes.get(name, "").strip().lower().startswith(("javascript:", "data:"))
    is_data = attributes.get("type") in DATA_BLOCKS
    # The one script within a page, which the policy knows by its digest.
    is_first_script = not attributes and element.text == policy.FIRST_SCRIPT.decode()
    if element.tag == "script" and not is_data and not is_first_script:
        assert is_ours(attributes["src"])
        assert not element.text
    if element.tag == "link" and attributes.get("rel") == "stylesheet":
        assert is_ours(attributes["href"])


def is_ours(address: str) -> bool:
    """Whether a script or style sheet comes from the site's own files."""
    return address.removeprefix("//testserver").startswith("/static/")


@pytest.mark.parametrize("who", ["anonymous", "member", "editor"])
def test_no_page_has_inline_code(
    client: Client, content: ArticlePage, who: str, request: pytest.FixtureRequest
) -> None:
    if who != "anonymous":
        client.force_login(request.getfixturevalue(who))

    for path in PAGES.values():
        # The sign-in page leads on whoever is signed in.
        if who == "anonymous" or path != PAGES["sign-in"]:
            found = list(elements(client, path))
            assert any(element.tag == "script" for element in found), path
            for element in found:
                assert_no_inline_code(element)


def policy_in(headers: Mapping[str, str]) -> dict[str, set[str]]:
    """The content security policy, by directive."""
    directives = (each.split() for each in headers["Content-Security-Policy"].split(";"))
    return {name: set(sources) for name, *sources in directives}


def test_every_page_carries_a_strict_policy_and_safe_headers(
    client: Client, content: ArticlePage
) -> None:
    for path in PAGES.values():
        headers = client.get(path).headers
        assert policy_in(headers) == STRICT | {"frame-src": PLAYERS}, path
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert headers["X-Frame-Options"] == "DENY", path
        assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin", path
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin", path
        for feature in ("camera", "geolocation", "microphone", "payment", "usb"):
            assert f"{feature}=()" in headers["Permissions-Policy"], path
        assert not {"Server", "X-Powered-By"} & set(headers), path


def test_first_script_is_small_and_the_policy_knows_it_as_pages_have_it(
    client: Client, content: ArticlePage
) -> None:
    assert len(policy.FIRST_SCRIPT) < 1024
    for path in PAGES.values():
        response = client.get(path)
        [script] = [
            element.text or ""
            for element in tree_of(response.content.decode()).iter("script")
            if not element.attrib
        ]
        digest = b64encode(sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in response.headers["Content-Security-Policy"], path


def test_pages_set_no_cookie_for_who_is_not_signed_in(client: Client, content: ArticlePage) -> None:
    for name, path in PAGES.items():
        # A form that can only be sent from a page of ours needs one.
        if name != "sign-in":
            assert not client.get(path).cookies, name


def test_private_page_carries_them_too(client: Client, content: ArticlePage, member: User) -> None:
    restrict(content, "Members")
    client.force_login(member)

    headers = client.get(content.url).headers

    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "no-store" in headers["Cache-Control"]


def test_preview_may_be_framed_by_the_admin(
    client: Client, content: ArticlePage, editor: User
) -> None:
    client.force_login(editor)

    preview = client.get(f"/admin/pages/{content.pk}/edit/preview/?mode=")

    assert preview.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert client.get("/admin/").headers["X-Frame-Options"] == "DENY"


def test_cookies_are_out_of_scripts_reach(client: Client, member: User) -> None:
    from tests.factories import PASSWORD

    client.post("/account/login/", {"username": member.email, "password": PASSWORD})

    session = client.cookies["sessionid"]
    assert session["httponly"] is True
    assert session["samesite"] == "Lax"
