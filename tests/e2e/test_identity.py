"""The organisation's identity, as an administrator changes it and readers see it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Response, expect

from tests.e2e.conftest import NewContext, be_signed_in, until
from tests.e2e.site import RunningSite
from tests.e2e.test_accessibility import violations
from tests.e2e.test_weight import SHIFT, transferred

ADMINISTRATOR = "admin@example.org"
PALE, OFFERED = "#7fd4dc", "#16777f"
# What nothing but the administrator's own page changes: kept before a test, put back after it.
KEEP = """
from home.models import Organisation
from pathlib import Path
from django.core import serializers
Path({path!r}).write_text(serializers.serialize("json", Organisation.objects.all()))
"""
PUT_BACK = """
from pathlib import Path
from django.core import serializers
for each in serializers.deserialize("json", Path({path!r}).read_text()):
    each.save()
from core.memory import forget
forget()
"""
TWO_LOGOS = """
from io import BytesIO
from django.core.files.images import ImageFile
from PIL import Image, ImageDraw
from core.models import DeskImage
from home.models import Organisation
def logo(colour, width):
    picture = Image.new("RGBA", (width, 80), (0, 0, 0, 0))
    canvas = ImageDraw.Draw(picture)
    for x in range(0, width, 24):
        canvas.rectangle((x, 8, x + 14, 72), fill=colour)
    out = BytesIO()
    picture.save(out, "PNG")
    return DeskImage.objects.create(title=colour, file=ImageFile(BytesIO(out.getvalue()), "l.png"))
us = Organisation.objects.get()
us.logo = logo("black", 240)
us.logo_for_dark = logo("white", 200) if {both} else None
us.full_clean()
us.save()
"""
SHOWN = """() => [...document.querySelectorAll(".masthead-name img")]
    .filter(image => image.offsetWidth && image.complete && image.naturalWidth)
    .map(image => image.naturalWidth)"""
PREVIEWS_AT = """width =>
    document.querySelector("#w-preview-iframe").contentWindow.innerWidth === width"""
ACCENT = "getComputedStyle(document.documentElement).getPropertyValue('--accent').trim()"


@pytest.fixture
def _identity_put_back(site: RunningSite) -> Iterator[None]:
    path = str(site.var / "identity.json")
    site.run(KEEP.format(path=path))
    yield
    site.change(PUT_BACK.format(path=path))


def open_form(page: Page) -> None:
    """As an administrator, the organisation's form."""
    be_signed_in(page, ADMINISTRATOR)
    page.goto("/admin/settings/home/organisation/")
    expect(page.get_by_label("Accent colour")).to_be_visible()


def answers_with(page: Page, part: str) -> list[Response]:
    """The answers, from now on, whose addresses have this in them."""
    found: list[Response] = []

    def note(response: Response) -> None:
        if part in response.url:
            found.append(response)

    page.on("response", note)
    return found


def save(page: Page) -> None:
    """Send the form."""
    page.get_by_role("button", name="Save", exact=True).click()


@pytest.mark.usefixtures("_identity_put_back")
def test_pale_accent_is_refused_and_the_offered_one_is_seen_in_light_and_dark(
    page: Page, new_context: NewContext
) -> None:
    open_form(page)
    page.get_by_label("Accent colour").fill(PALE)
    expect(page.get_by_label("Choose a colour")).to_have_value(PALE)
    save(page)
    expect(page.get_by_text(f"The nearest colour that can be read is {OFFERED}")).to_be_visible()

    page.get_by_role("button", name=f"Use {OFFERED}").click()

    expect(page.get_by_label("Accent colour")).to_have_value(OFFERED)
    expect(page.get_by_label("Accent colour")).to_be_focused()
    expect(page.get_by_label("Choose a colour")).to_have_value(OFFERED)
    save(page)
    expect(page.locator(".messages")).to_contain_text("Organisation updated")

    seen = {}
    for scheme in ("light", "dark"):
        reader = new_context(viewport={"width": 1280, "height": 800}, color_scheme=scheme)
        looking = reader.new_page()
        sheets = answers_with(looking, "/-/accent")
        for path in ("/", "/news-desk/", "/news-desk/how-we-tell-a-story/", "/search/?q=room"):
            looking.goto(path, wait_until="networkidle")
            seen[scheme] = looking.evaluate(ACCENT)
            assert looking.evaluate(SHIFT) == 0
            assert violations(looking) == [], (path, scheme)
        # One small request, most of it headers.
        assert transferred(sheets[:1]) < 1_500
        # What the reader chooses goes before what the device says.
        looking.get_by_role("button", name="Dark", exact=True).click()
        assert looking.evaluate(ACCENT) != OFFERED
        looking.get_by_role("button", name="Light", exact=True).click()
        assert looking.evaluate(ACCENT) == OFFERED
    assert seen["light"] == OFFERED
    assert seen["dark"] not in (OFFERED, PALE)


@pytest.mark.usefixtures("_identity_put_back")
def test_colour_picker_fills_the_field_and_the_preview_shows_it_unsaved(page: Page) -> None:
    page.set_viewport_size({"width": 1600, "height": 1000})
    open_form(page)
    page.get_by_label("Choose a colour").fill("#7a1fa2")
    page.get_by_label("Name", exact=True).fill("Not Saved Yet")
    expect(page.get_by_label("Accent colour")).to_have_value("#7a1fa2")

    page.get_by_role("button", name="Toggle preview").click()

    frame = page.frame_locator("#w-preview-iframe")
    expect(frame.locator(".masthead-name")).to_contain_text("Not Saved Yet")
    assert frame.locator("html").evaluate(f"() => {ACCENT}") == "#7a1fa2"

    page.get_by_label("Preview mode").select_option("article")
    expect(frame.locator("article.article")).to_be_visible()
    expect(frame.locator(".masthead-name")).to_contain_text("Not Saved Yet")
    for size, width in (("mobile", 375), ("desktop", 1280)):
        page.get_by_label(f"Preview in {size} size").check(force=True)
        expect(page.locator("#w-preview-iframe")).to_be_visible()
        until(page, PREVIEWS_AT, arg=width)
    # Nobody else has seen it.
    assert "Not Saved Yet" not in page.request.get("/").text()


@pytest.mark.usefixtures("_identity_put_back")
def test_one_logo_of_two_is_fetched_and_follows_device_and_reader(
    site: RunningSite, new_context: NewContext
) -> None:
    site.change(TWO_LOGOS.format(both=True))
    for scheme, width in (("light", 240), ("dark", 200)):
        page = new_context(viewport={"width": 1280, "height": 800}, color_scheme=scheme).new_page()
        logos = answers_with(page, "-l.")
        page.goto("/news-desk/a-letter-about-silence/", wait_until="networkidle")
        assert page.evaluate(SHOWN) == [width]
        assert len(logos) == 1
        assert page.evaluate(SHIFT) == 0
        other, name = (200, "Dark") if scheme == "light" else (240, "Light")
        page.get_by_role("button", name=name, exact=True).click()
        until(page, f"() => ({SHOWN})().includes({other})")
        # Remembered, and right from the first paint.
        page.goto("/news-desk/a-letter-about-silence/", wait_until="networkidle")
        assert page.evaluate(SHOWN) == [other]
        assert page.evaluate(SHIFT) == 0
        assert violations(page) == []


@pytest.mark.usefixtures("_identity_put_back")
def test_logo_that_would_vanish_in_the_dark_stands_on_a_plate_there(
    site: RunningSite, new_context: NewContext
) -> None:
    site.change(TWO_LOGOS.format(both=False))
    grounds = {}
    for scheme in ("light", "dark"):
        page = new_context(viewport={"width": 390, "height": 800}, color_scheme=scheme).new_page()
        page.goto("/", wait_until="networkidle")
        grounds[scheme] = page.locator(".masthead-name img").evaluate(
            "image => getComputedStyle(image).backgroundColor"
        )
        assert page.evaluate(SHIFT) == 0
    assert grounds == {"light": "rgba(0, 0, 0, 0)", "dark": "rgb(251, 250, 247)"}


def test_contact_strip_is_large_enough_to_tap_and_can_be_copied(new_context: NewContext) -> None:
    page = new_context(viewport={"width": 320, "height": 800}).new_page()
    page.goto("/")
    strip = page.locator(".contact-strip").first
    for link in strip.get_by_role("link").all():
        box = link.bounding_box()
        assert box
        assert box["height"] >= 24
        assert box["width"] >= 24
    # Two lines for what a telephone's owner wants first, and where to go: no more than a sixth.
    whole = strip.bounding_box()
    assert whole
    assert whole["height"] <= 96
    expect(strip.get_by_role("link", name="hello@example.org")).to_have_attribute(
        "href", "mailto:hello@example.org"
    )
    strip.evaluate("element => getSelection().selectAllChildren(element)")
    assert "hello@example.org" in page.evaluate("'' + getSelection()")
    assert "Holmby" in page.evaluate("'' + getSelection()")
