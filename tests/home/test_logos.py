"""Logos that can be seen, by day and by night; icons and pictures for links."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from django.test import Client
from PIL import Image
from wagtail.models import Site

from core.colours import DARK, LIGHT
from core.models import DeskImage
from home import validators
from home.logos import seen_share
from home.models import Organisation
from members.models import User
from news.models import NewsDeskPage
from tests.factories import ArticlePageFactory, ImageFactory, StandardPageFactory
from tests.home.organisation_form import save
from tests.home.sample_logos import BLACK, NOTHING, RED, WHITE, logo, logos, square, words

# What is seen of each: on light paper, on dark paper.
SEEN = {
    "white words": (False, True),
    "black words": (True, False),
    "red sign": (True, True),
    "red sign, white words": (False, True),
    "white letters within a red box": (True, True),
    "black words on white": (True, True),
    "black words on a white box": (True, True),
    "white words on black": (True, True),
    "outlined crest": (True, True),
    "nothing": (False, False),
    "white on white": (False, True),
}


@pytest.mark.parametrize("name", SEEN)
def test_logo_that_could_not_be_seen_is_refused(db: None, name: str) -> None:
    image = logos()[name]

    for check, is_seen in zip((validators.logo, validators.logo_for_dark), SEEN[name], strict=True):
        if is_seen:
            check(image)
        else:
            with pytest.raises(ValidationError, match="could not be seen"):
                check(image)


def test_lost_file_of_a_logo_does_not_keep_the_rest_from_being_saved(db: None) -> None:
    image = logo(NOTHING, *words(WHITE))
    image.file.storage.delete(image.file.name)
    assert seen_share(image, LIGHT[0]) == 1


def test_looking_at_a_logo_leaves_no_file(db: None) -> None:
    image = logo(NOTHING, *words(BLACK))

    assert seen_share(image, LIGHT[0]) == 1
    assert not image.renditions.exists()


def test_transparency_is_seen_in_every_kind_of_picture(db: None) -> None:
    drawing = Image.new("RGBA", (300, 80), NOTHING)
    drawing.paste(BLACK, (20, 20, 200, 60))
    for kind, options in (
        ("PNG", {}),
        ("WEBP", {"lossless": True}),
        ("GIF", {}),
    ):
        out = BytesIO()
        drawing.save(out, kind, **options)
        file = ImageFile(BytesIO(out.getvalue()), f"logo.{kind.lower()}")
        image = DeskImage.objects.create(title=kind, file=file)
        assert seen_share(image, LIGHT[0]) == 1
        assert seen_share(image, DARK[0]) == 0


@pytest.fixture
def organisation(site: Site) -> Organisation:
    """An association."""
    return Organisation.objects.create(site=site, name="Reading Rooms")


def content(url: str) -> bytes:
    """What is at a picture's address."""
    response: Any = Client().get(url)
    assert response.status_code == 200
    return bytes(response.getvalue())


def masthead(client: Client) -> str:
    """The name's link with what stands in it."""
    page = client.get("/").content.decode()
    found = re.search(r'<a class="masthead-name".*?</a>', page, re.DOTALL)
    assert found
    return found[0]


def test_logo_that_is_seen_by_day_and_by_night_stands_alone(
    organisation: Organisation, client: Client
) -> None:
    organisation.logo = logos()["outlined crest"]
    organisation.save()

    assert masthead(client).count("<img") == 1
    assert 'class="logo' not in masthead(client)


@pytest.mark.parametrize("name", ["black words", "red sign, black words"])
def test_logo_that_vanishes_in_the_dark_stands_on_a_plate(
    organisation: Organisation, client: Client, name: str
) -> None:
    drawings = logos() | {
        "red sign, black words": logo(NOTHING, ((0, 20, 40, 60), RED), *words(BLACK))
    }
    organisation.logo = drawings[name]
    organisation.save()

    assert masthead(client).count('class="logo-on-plate"') == 1


def test_logo_for_the_dark_takes_the_others_place_there(
    organisation: Organisation, client: Client
) -> None:
    organisation.logo = logos()["black words"]
    organisation.logo_for_dark = logos()["white words"]
    organisation.full_clean()
    organisation.save()

    found = masthead(client)

    assert re.findall(r'class="(logo-by-\w+)" loading="lazy"', found) == [
        "logo-by-day",
        "logo-by-night",
    ]
    assert "logo-on-plate" not in found
    assert found.count('alt=""') == 2


def test_lost_file_of_the_logo_for_the_dark_leaves_the_other(
    organisation: Organisation, client: Client
) -> None:
    organisation.logo = logos()["black words"]
    organisation.logo_for_dark = ImageFactory()
    organisation.save()
    lost = organisation.logo_for_dark.file
    lost.storage.delete(lost.name)

    assert 'class="logo-on-plate"' in masthead(client)


def test_logo_for_the_dark_alone_is_refused(organisation: Organisation) -> None:
    organisation.logo_for_dark = logos()["white words"]

    with pytest.raises(ValidationError) as refused:
        organisation.full_clean()

    assert list(refused.value.message_dict) == ["logo_for_dark"]


@pytest.mark.parametrize(
    ("field", "make", "message"),
    [
        ("logo", lambda: logos()["white words"], "light paper"),
        ("logo_for_dark", lambda: logos()["black words"], "dark paper"),
        ("icon", lambda: logos()["red sign"], "has to be square; this picture is 300 × 80"),
        ("icon", lambda: square(64), "at least 192 × 192 pixels; this picture has 64 × 64"),
        ("share_image", lambda: square(400), "at least 600 × 315"),
    ],
)
def test_picture_that_will_not_do_is_refused_at_its_field(
    client: Client, administrator: User, site: Site, field: str, make: Any, message: str
) -> None:
    client.force_login(administrator)
    pictures = {"logo": logos()["red sign"].pk, field: make().pk}

    response = save(client, site, **pictures)

    errors = response.context["form"].errors
    assert list(errors) == [field]
    assert message in errors[field][0]
    assert not Organisation.objects.filter(**{f"{field}__isnull": False}).exists()


def test_pictures_are_saved_and_shown_on_the_next_page(
    client: Client, administrator: User, site: Site
) -> None:
    client.force_login(administrator)
    share = ImageFactory(file__width=1600, file__height=900, title="The long table")
    pictures = {"logo": logos()["red sign"].pk, "icon": square(200).pk, "share_image": share.pk}

    assert save(client, site, **pictures).status_code == 302

    page = Client().get("/").content.decode()
    icons = re.findall(r'<link rel="([\w-]+)" href="(/media/[^"]+)" sizes="(\d+)x\d+"', page)
    assert [(rel, size) for rel, _url, size in icons] == [
        ("icon", "32"),
        ("icon", "192"),
        ("apple-touch-icon", "180"),
    ]
    for _rel, url, size in icons:
        with Image.open(BytesIO(content(url))) as picture:
            assert picture.size == (int(size), int(size))
            assert picture.format == "PNG"
    assert "favicon.svg" not in page
    assert icons[0][1] in Client().get("/opensearch.xml").content.decode()
    assert '<meta property="og:image:alt" content="The long table">' in page
    assert '<meta property="og:image:width" content="1200">' in page


def test_without_an_icon_the_sites_own_is_shown(organisation: Organisation, client: Client) -> None:
    organisation.icon = square(200)
    organisation.share_image = ImageFactory(file__width=1600, file__height=900)
    organisation.save()
    assert "favicon.svg" not in client.get("/").content.decode()
    assert "og:image" in client.get("/").content.decode()

    for lost in (organisation.icon, organisation.share_image):
        lost.file.storage.delete(lost.file.name)
        lost.renditions.all().delete()
        lost.save()

    page = client.get("/").content.decode()
    assert "favicon.svg" in page
    assert "og:image" not in page
    assert "favicon.svg" in client.get("/opensearch.xml").content.decode()


def test_picture_for_links_stands_in_where_a_page_has_none(
    organisation: Organisation, client: Client, desk: NewsDeskPage
) -> None:
    StandardPageFactory(parent=desk.get_parent(), title="About", slug="about")
    ArticlePageFactory(parent=desk, title="Bare", slug="bare")
    paths = ("/", "/about/", "/news-desk/", "/news-desk/bare/")
    for path in paths:
        assert "og:image" not in client.get(path).content.decode()

    organisation.share_image = ImageFactory(file__width=1600, file__height=900)
    organisation.save()

    for path in paths:
        page = client.get(path).content.decode()
        found = re.search(r'<meta property="og:image" content="([^"]+)">', page)
        assert found, path
        assert found[1].startswith("http://localhost")
        assert "summary_large_image" in page
        assert len(content(found[1])) > 100


def test_deleted_pictures_leave_the_rest(organisation: Organisation, client: Client) -> None:
    organisation.logo, organisation.logo_for_dark = logos()["black words"], logos()["white words"]
    organisation.icon, organisation.share_image = square(200), square(700)
    organisation.save()
    assert "og:image" in client.get("/").content.decode()

    for image in DeskImage.objects.all():
        image.delete()

    page = client.get("/").content.decode()
    assert "– Reading Rooms</title>" in page
    assert "<img" not in masthead(client)
    assert "og:image" not in page
