"""The contact strip and the foot: what stands there, in which order, and what is refused."""

from __future__ import annotations

import html
import re
from typing import Any

import html5lib
import pytest
from django.test import Client
from wagtail.models import Site

from home.models import Organisation
from home.validators import MAX_LINES
from members.models import User
from tests.factories import StandardPageFactory
from tests.home.organisation_form import save

EVERYTHING = {
    "name": "Reading Rooms",
    "telephone": "+44 (0)20 7946 0018",
    "email": "office@example.org",
    "postal_address": "The Old School\r\n\r\n14 Mill Lane \r\nHolmby",
    "hours": "weekdays 10 to 4",
}
PATHS = ("/", "/news-desk/", "/about/", "/search/", "/account/login/", "/nowhere/")


@pytest.fixture
def adam(client: Client, administrator: User) -> Client:
    """An administrator's browser."""
    client.force_login(administrator)
    return client


def strips(page: str) -> list[str]:
    """The words of each strip, as they are read."""
    found = re.findall(r'<address class="contact-strip">(.*?)</address>', page, re.DOTALL)
    return [" ".join(html.unescape(re.sub(r"<[^>]+>", " ", each)).split()) for each in found]


def test_strip_stands_at_the_top_and_at_the_foot_in_the_same_order_everywhere(
    adam: Client, site: Site
) -> None:
    StandardPageFactory(parent=site.root_page, title="About", slug="about")
    assert save(adam, site, **EVERYTHING).status_code == 302

    for path in PATHS:
        page = Client().get(path).content.decode()
        html5lib.HTMLParser(strict=True).parse(page)
        assert strips(page) == 2 * [
            "+44 (0)20 7946 0018 office@example.org "
            "Address: The Old School, 14 Mill Lane, Holmby Hours: weekdays 10 to 4"
        ]
        assert page.count('href="tel:+442079460018"') == 2
        assert page.index('class="contact-strip"') < page.index("<main")
        assert page.rindex('class="contact-strip"') > page.index("</main>")


@pytest.mark.parametrize(
    ("field", "shown"),
    [
        ("telephone", "+44 (0)20 7946 0018"),
        ("email", "office@example.org"),
        ("postal_address", "Address: The Old School, 14 Mill Lane, Holmby"),
        ("hours", "Hours: weekdays 10 to 4"),
    ],
)
def test_each_entry_may_stand_alone(site: Site, client: Client, field: str, shown: str) -> None:
    Organisation.objects.create(site=site, **{field: EVERYTHING[field]})

    assert strips(client.get("/").content.decode()) == [shown, shown]


def test_harvesters_find_no_address_on_any_page_or_in_what_machines_read(
    site: Site, client: Client, stranger: User
) -> None:
    Organisation.objects.create(
        site=site,
        **EVERYTHING,
        footer_text='<p>Write to <a href="mailto:o@example.org">o@example.org</a></p>',
    )
    machines = ("/news-desk/feed/rss/", "/news-desk/feed/atom/", "/news-desk/feed/json/")
    for path in (*PATHS, *machines, "/llms.txt", "/opensearch.xml", "/robots.txt"):
        source = client.get(path).content.decode()
        assert not re.search(r"mailto:", source, re.IGNORECASE), path
        assert not re.search(r"\S+@example\.org", source), path
    shown = html.unescape(client.get("/").content.decode())
    assert '<a href="mailto:o@example.org">o@example.org</a>' in shown

    client.force_login(stranger)
    refused = client.get("/admin/", follow=True)
    assert refused.status_code == 403
    assert "office@example.org" in html.unescape(refused.content.decode())
    assert "office@" not in refused.content.decode()


def test_foot_has_the_text_and_the_profiles_in_their_order(adam: Client, site: Site) -> None:
    about = StandardPageFactory(parent=site.root_page, title="About", slug="about")
    text = f'<p><b>Charity</b> 123. <a linktype="page" id="{about.pk}">About us</a></p>'
    profiles = [
        {"address": "www.facebook.com/us"},
        {"address": "https://social.example/@us", "label": "Mastodon <b>"},
    ]

    response = save(adam, site, footer_html=text, profiles=profiles)

    assert response.status_code == 302
    page = Client().get("/").content.decode()
    assert '<b>Charity</b> 123. <a href="/about/">About us</a>' in page
    assert re.findall(r'<li><a href="([^"]+)" rel="me">([^<]+)</a></li>', page) == [
        ("https://www.facebook.com/us", "Facebook"),
        ("https://social.example/@us", "Mastodon &lt;b&gt;"),
    ]

    about.unpublish()
    assert "<a>About us</a>" in Client().get("/").content.decode()


def test_foot_without_anything_is_as_it_was(adam: Client, site: Site) -> None:
    assert save(adam, site, footer_html="<p></p>").status_code == 302

    page = Client().get("/").content.decode()
    assert "site-foot-about" not in page
    assert 'rel="me"' not in page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "a\u202eb"),
        ("name", "a\x07b"),
        ("telephone", "javascript:alert(1)"),
        ("telephone", "1" * 10_000),
        ("email", "javascript:alert(1)"),
        ("email", "a@b\u202e.example"),
        ("email", "a" * 10_000 + "@example.org"),
        ("email", '"><script>@example.org'),
        ("postal_address", "x" * 10_000),
        ("postal_address", "Mill\u2066 Lane"),
        ("postal_address", "Mill\x1b Lane"),
        ("postal_address", "\n".join("abcdefghi"[:MAX_LINES] + "xyz")),
        ("hours", "x" * 10_000),
        ("hours", "10\u202e to 4"),
        ("hours", "10\nto 4"),
        ("accent", "url(javascript:alert(1))"),
        ("footer_html", f"<p>{'x' * 10_000}</p>"),
        ("footer_html", f'<p><a href="https://x.example/{"x" * 10_000}">x</a></p>'),
        ("footer_html", "<p>a\u202eb</p>"),
        ("footer_html", "<p>a\x07b</p>"),
        ("profiles", [{"address": "javascript:alert(1)"}]),
        ("profiles", [{"address": "//evil.example"}]),
        ("profiles", [{"address": "https://x.com/a"}] * 13),
        ("logo", "999999"),
    ],
)
def test_hostile_input_is_refused_at_its_field(
    adam: Client, site: Site, field: str, value: Any
) -> None:
    response = save(adam, site, **{field: value})

    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field.replace("footer_html", "footer_text")]
    page = Client().get("/").content.decode()
    assert "evil" not in page
    assert "alert(1)" not in page


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("name", "<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("hours", '"><b>10 to 4', "&quot;&gt;&lt;b&gt;10 to 4"),
        ("postal_address", "<i>Mill Lane</i>\nHolmby", "&lt;i&gt;Mill Lane&lt;/i&gt;, Holmby"),
        ("profiles", [{"address": "https://x.com/<b>\"'"}], 'href="https://x.com/&lt;b&gt;&quot;'),
    ],
)
def test_what_looks_like_html_is_shown_as_it_was_typed(
    adam: Client, site: Site, field: str, value: Any, shown: str
) -> None:
    assert save(adam, site, **{field: value}).status_code == 302

    page = Client().get("/").content.decode()
    assert shown in page
    html5lib.HTMLParser(strict=True).parse(page)


@pytest.mark.parametrize(
    "source",
    [
        '<p><a href="javascript:alert(1)">x</a></p>',
        '<p><a href="data:text/html,x">x</a></p>',
        "<p>x<script>alert(1)</script></p>",
        '<p><img src="https://evil.example/x.png" onerror="alert(1)" />x</p>',
        '<h2 style="color:red">x</h2>',
    ],
)
def test_text_at_the_foot_keeps_nothing_but_its_features(
    adam: Client, site: Site, source: str
) -> None:
    save(adam, site, footer_html=source)

    page = Client().get("/").content.decode()
    foot = page[page.index("<footer") :]
    for bad in ("javascript:", "data:", "<script", "<img", "onerror", "style=", "evil.example"):
        assert bad not in foot
