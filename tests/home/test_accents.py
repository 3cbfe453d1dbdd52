"""The accent colour: what is taken, the style sheet it becomes, and where that is found."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import Site

from core.colours import ACCENT, DARK, TEXT_CONTRAST, contrast, lowest_contrast, parse
from home import validators
from home.accents import address_of, is_readable, sheet_for
from home.models import Organisation
from home.widgets import ColourInput
from members.models import User
from tests.home.organisation_form import edit_url, save

TEAL = "#1f5f66"


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("#ffffff", "#6c6c6c"),
        ("#fff", "#6c6c6c"),
        ("ffd400", "#816a00"),
        ("#777777", "#6c6c6c"),
        ("#7fd4dc", "#16777f"),
    ],
)
def test_colour_that_cannot_be_read_is_refused_with_the_nearest_that_can(
    typed: str, offered: str
) -> None:
    with pytest.raises(ValidationError, match=offered):
        validators.accent(typed)

    validators.accent(offered)


@pytest.mark.parametrize("typed", ["#8c2f1b", "1F5F66", " #036 ", "#000"])
def test_colour_that_can_be_read_is_taken(typed: str) -> None:
    validators.accent(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "red",
        "#12345",
        "rgb(0, 0, 0)",
        "#000;}body{display:none",
        "url(//evil.example)",
        "</style><script>",
        "javascript:alert(1)",
        "#00\u202e00",
        "#0000\x00\x00",
        "#" + "0" * 10_000,
    ],
)
def test_what_is_no_colour_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError, match="six digits"):
        validators.accent(typed)


def test_sheet_sets_the_accent_by_day_and_by_night_and_nothing_else() -> None:
    sheet = sheet_for(TEAL)

    assert sheet
    light, device, chosen = re.findall(r"--accent: (#[0-9a-f]{6});", sheet.text)
    assert light == TEAL
    assert device == chosen
    assert lowest_contrast(parse(device), DARK) >= TEXT_CONTRAST
    assert len(re.findall(r"--?[a-z-]+: ", sheet.text)) == sheet.text.count("--accent") + 1
    assert sheet.text.startswith("@layer tokens {")


@pytest.mark.parametrize("code", ["#ffffff", "nothing", "", "#12345g", "\0"])
def test_what_cannot_be_read_has_no_sheet(code: str) -> None:
    assert sheet_for(code) is None
    assert address_of(code) == ""


def test_text_in_the_papers_colour_can_be_read_on_the_accent() -> None:
    """A button's ground is the accent while one points at it."""
    for code in ("#1f5f66", "#6c6c6c", ACCENT.code):
        assert is_readable(parse(code))
        assert contrast(parse("#fbfaf7"), parse(code)) >= TEXT_CONTRAST


@pytest.fixture
def organisation(site: Site) -> Organisation:
    """An association with a colour of its own."""
    return Organisation.objects.create(site=site, name="Reading Rooms", accent=TEAL)


def link_in(page: str) -> str:
    """The address of the accent's sheet, which has to come right after the site's own."""
    found = re.search(
        r'<link rel="stylesheet" href="/static/css/site\.css">\s*'
        r'<link rel="stylesheet" href="(/-/accent-[^"]+)">',
        page,
    )
    assert found, page[:3000]
    return found[1]


def test_page_links_to_the_sheet_which_may_be_kept_for_ever(
    organisation: Organisation, client: Client
) -> None:
    for path in ("/", "/news-desk/", "/nowhere/", "/account/login/"):
        address = link_in(client.get(path).content.decode())
    assert address == address_of(TEAL)

    response = client.get(address)

    assert response.status_code == 200
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in response["Cache-Control"]
    assert "sessionid" not in response.cookies
    assert f"--accent: {TEAL};" in response.content.decode()
    again = client.get(address, headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert "immutable" in again["Cache-Control"]


def test_sheet_costs_no_query_but_the_site(organisation: Organisation, client: Client) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address_of(TEAL))
    with CaptureQueriesContext(connection) as captured:
        client.get(address_of(TEAL))

    assert [q for q in captured.captured_queries if "core_generation" not in q["sql"]] == []


@pytest.mark.parametrize(
    "path",
    [
        "/-/accent-1f5f66-0000000000000000.css",
        "/-/accent-1f5f66-.css",
        "/-/accent-1F5F66-{digest}.css",
        "/-/accent-1f5f67-{digest}.css",
        "/-/accent-ffffff-{digest}.css",
        "/-/accent-red-{digest}.css",
        "/-/accent-{digest}.css",
        "/-/accent-1f5f66-{digest}.css.map",
        "/-/accent-1f5f66-{digest}.css%0A",
        "/-/accent-}};body{{-{digest}.css",
    ],
)
def test_addresses_that_nobody_gave_out_are_not_found(
    site: Site, client: Client, path: str
) -> None:
    sheet = sheet_for(TEAL)
    assert sheet

    assert client.get(path.format(digest=sheet.digest)).status_code == 404


def test_sheet_is_only_read(organisation: Organisation, client: Client) -> None:
    assert client.post(address_of(TEAL)).status_code == 405


@pytest.mark.parametrize("accent", ["", ACCENT.code, "8C2F1B", "#ffffff", "nonsense"])
def test_default_colour_needs_no_sheet_and_nonsense_gets_none(
    site: Site, client: Client, accent: str
) -> None:
    Organisation.objects.create(site=site, name="Reading Rooms", accent=accent)

    assert "/-/accent" not in client.get("/").content.decode()


def test_administrator_is_told_at_the_field_and_takes_what_is_offered(
    client: Client, administrator: User, site: Site
) -> None:
    client.force_login(administrator)

    refused = save(client, site, accent="#7fd4dc")

    assert list(refused.context["form"].errors) == ["accent"]
    assert 'data-colour-offer="#16777f"' in refused.content.decode()
    assert not Organisation.objects.filter(accent__gt="").exists()

    assert save(client, site, accent="16777F").status_code == 302
    assert Organisation.objects.get(site=site).accent == "#16777f"
    page = client.get(edit_url(site)).content.decode()
    assert 'type="color" value="#16777f"' in page
    assert "data-colour-offer=" not in page
    # At once on the site.
    assert link_in(Client().get("/").content.decode()) == address_of("#16777f")


@pytest.mark.parametrize(
    ("value", "shown", "offered"),
    [
        (None, ACCENT.code, None),
        ("", ACCENT.code, None),
        ("#036", "#003366", ""),
        ("#fff", "#ffffff", "#6c6c6c"),
        ('"><script>', ACCENT.code, None),
    ],
)
def test_colour_field_shows_the_colour_and_what_to_take_instead(
    value: str | None, shown: str, offered: str | None
) -> None:
    widget = ColourInput()

    context = widget.get_context("accent", value, {})["widget"]

    assert (context["shown"], context.get("offered")) == (shown, offered)
    assert "<script>" not in widget.render("accent", value)
