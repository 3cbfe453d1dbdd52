"""What editors upload through Wagtail's own views is taken safely or refused with a reason."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django.fixtures import Settings
from wagtail.models import UploadedFile

from core import pictures
from core.models import DeskImage
from members.models import User

from .sample_pictures import (
    MAKER,
    SCRIPT,
    cut_short,
    exif,
    gif_animation,
    gif_bomb,
    html,
    jpeg_polyglot,
    mpo,
    opened,
    phone_jpeg,
    photograph,
    png_bomb,
    png_text_bomb,
    png_with_text,
    saved,
    svg_with_script,
)
from .uploads import WAYS, Send, assert_safe_and_shown, file_of, send_to_form

GOOD: dict[str, Callable[[], bytes]] = {
    "phone.jpg": phone_jpeg,
    "double.jpg": mpo,
    "text.png": png_with_text,
    "animation.gif": gif_animation,
    "polyglot.jpeg": jpeg_polyglot,
    "cmyk.jpg": lambda: saved(photograph().convert("CMYK"), "JPEG", exif=exif()),
    "grey.jpg": lambda: saved(photograph().convert("L"), "JPEG"),
    "deep.png": lambda: saved(Image.new("I;16", (60, 40), 0x8000), "PNG"),
    "clear.png": lambda: saved(photograph().convert("RGBA"), "PNG"),
    "clear-grey.png": lambda: saved(photograph().convert("LA"), "PNG"),
    "two-colours.png": lambda: saved(photograph().convert("1"), "PNG"),
    "palette.png": lambda: saved(photograph().convert("P"), "PNG", transparency=3),
    "palette.gif": lambda: saved(photograph().convert("P"), "GIF", transparency=3),
    "one-clear-colour.png": lambda: saved(photograph(), "PNG", transparency=(255, 255, 255)),
    "modern.webp": lambda: saved(photograph(), "WEBP", exif=exif()),
    "newest.avif": lambda: saved(photograph(), "AVIF", exif=exif()),
    "CAPITALS.JPG": phone_jpeg,
}
BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "short.png": (lambda: cut_short(png_with_text()), "damaged or incomplete"),
    "short.jpg": (lambda: cut_short(phone_jpeg()), "damaged or incomplete"),
    "short.gif": (lambda: gif_animation()[:60], "damaged or incomplete"),
    "short-animation.gif": (lambda: cut_short(gif_animation()), "damaged or incomplete"),
    "short.webp": (lambda: cut_short(saved(photograph(), "WEBP")), "damaged or incomplete"),
    "broken.png": (lambda: png_with_text()[:40] + b"\0" * 40, "damaged or incomplete"),
    "bomb.png": (png_bomb, "too many pixels"),
    "bomb.gif": (gif_bomb, "too many pixels"),
    "text-bomb.png": (png_text_bomb, "damaged or incomplete"),
    "drawing.svg": (svg_with_script, "Not a supported image format"),
    "drawing.png": (svg_with_script, "Not a valid .png image"),
    "page.png": (html, "not a"),
    "page.html": (html, "not a"),
    "really-a-gif.png": (gif_animation, "Not a valid .png image"),
    "picture.jpg.html": (phone_jpeg, "Not a supported image format"),
    "picture.bmp": (lambda: saved(photograph(), "BMP"), "Not a supported image format"),
    "picture.tiff": (lambda: saved(photograph(), "TIFF"), "Not a supported image format"),
    "empty.png": (lambda: b"", "empty"),
    "nothing": (phone_jpeg, "Not a supported image format"),
}


@pytest.fixture(autouse=True)
def _signed_in(client: Client, editor: User) -> None:
    client.force_login(editor)


@pytest.mark.parametrize("send", WAYS)
@pytest.mark.parametrize("name", GOOD)
def test_good_picture_is_kept_without_what_it_hides(client: Client, send: Send, name: str) -> None:
    assert send(client, name, GOOD[name]()) == ""

    image = DeskImage.objects.get()
    kept = Path(image.file.path).read_bytes()
    assert b"alert(1)" not in kept
    assert MAKER.encode() not in kept
    assert_safe_and_shown(client, image)


@pytest.mark.parametrize("send", WAYS)
@pytest.mark.parametrize("name", BAD)
def test_bad_picture_is_refused_with_a_reason_at_the_field(
    client: Client, send: Send, name: str, settings: Settings
) -> None:
    make, reason = BAD[name]

    assert reason.lower() in send(client, name, make()).lower()

    assert not DeskImage.objects.exists()
    assert not UploadedFile.objects.exists()
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_animation_too_long_is_refused_with_a_reason(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MAX_ANIMATION_PIXELS", 1000)

    assert "shorter or smaller" in send_to_form(client, "long.gif", gif_animation())


def test_picture_too_large_is_refused_with_the_limit(client: Client) -> None:
    content = saved(photograph(), "JPEG") + b"\0" * (16 * 1024 * 1024)

    assert "15.0" in send_to_form(client, "large.jpg", content)


def test_large_upload_kept_in_a_file_of_its_own_is_cleaned_as_well(
    client: Client, settings: Settings
) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100

    assert send_to_form(client, "phone.jpg", phone_jpeg()) == ""

    image = DeskImage.objects.get()
    kept = Path(image.file.path).read_bytes()
    assert MAKER.encode() not in kept
    assert image.file_size == len(kept)
    assert opened(kept).size == (40, 60)


# Wagtail's view leaves the file that it copied to the garbage collector.
@pytest.mark.filterwarnings("ignore:unclosed file.*original_images:ResourceWarning")
def test_picture_sent_with_another_mistake_hides_nothing_once_that_is_put_right(
    client: Client,
) -> None:
    """Wagtail keeps such an upload and makes an image of it later, without looking at it again."""
    answer = client.post(
        reverse("wagtailimages:add_multiple"),
        {"files[]": file_of("phone.jpg", phone_jpeg()), "title": "x" * 300},
    ).json()
    kept = UploadedFile.objects.get()
    assert answer["success"] is True
    assert MAKER.encode() not in Path(kept.file.path).read_bytes()

    answer = client.post(
        reverse("wagtailimages:create_multiple_from_uploaded_image", args=[kept.pk]),
        {
            f"uploaded-image-{kept.pk}-title": "A better title",
            f"uploaded-image-{kept.pk}-description": "",
            f"uploaded-image-{kept.pk}-credit": "",
            f"uploaded-image-{kept.pk}-tags": "",
        },
    ).json()

    assert answer["success"] is True
    content = Path(DeskImage.objects.get().file.path).read_bytes()
    assert MAKER.encode() not in content
    assert opened(content).size == (40, 60)
    gc.collect()


def edit(client: Client, image: DeskImage, **changes: Any) -> None:
    """Save the page of a picture."""
    url = reverse("wagtailimages:edit", args=[image.pk])
    data = {"title": image.title, "collection": image.collection_id}
    response = client.post(url, data | changes)
    assert response.status_code == 302, response.context["form"].errors


def test_picture_given_a_new_file_hides_nothing_either(client: Client) -> None:
    send_to_form(client, "before.jpg", saved(photograph(), "JPEG"))
    image = DeskImage.objects.get()
    before = image.file.name

    edit(client, image, title="After", file=file_of("phone.jpg", phone_jpeg()))

    image.refresh_from_db()
    assert image.title == "After"
    assert image.file.name != before
    assert MAKER.encode() not in Path(image.file.path).read_bytes()


def test_picture_keeps_its_file_when_only_its_title_changes(client: Client) -> None:
    send_to_form(client, "before.jpg", saved(photograph(), "JPEG"))
    image = DeskImage.objects.get()
    before = image.file.name

    edit(client, image, title="After", credit="Me")

    image.refresh_from_db()
    assert (image.title, image.credit, image.file.name) == ("After", "Me", before)


@pytest.mark.parametrize(
    "name",
    [
        "../../escape.jpg",
        "..\\escape.jpg",
        "/etc/escape.jpg",
        "x" * 300 + ".jpg",
        "ünïcödé 图片.jpg",
        "quote\"'<b>.jpg",
        "two\nlines.jpg",
        ".jpg.jpg",
    ],
)
@pytest.mark.parametrize("send", WAYS)
def test_picture_of_any_name_stays_in_its_folder(
    client: Client, send: Send, name: str, settings: Settings
) -> None:
    send(client, name, phone_jpeg())

    for image in DeskImage.objects.all():
        assert Path(image.file.path).resolve().parent == (
            Path(settings.MEDIA_ROOT).resolve() / "original_images"
        )
        assert len(image.file.name) <= 100
    assert SCRIPT not in b"".join(
        path.read_bytes() for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()
    )


def test_picture_can_be_shown_in_the_list_of_pictures(client: Client) -> None:
    send_to_form(client, "phone.jpg", phone_jpeg())

    assert client.get(reverse("wagtailimages:index")).status_code == 200
    assert (
        client.get(reverse("wagtailimages:edit", args=[DeskImage.objects.get().pk])).status_code
        == 200
    )


def test_picture_of_many_colours_is_not_made_paler(client: Client) -> None:
    """A picture in the colours of print is shown in those of the screen."""
    send_to_form(client, "cmyk.jpg", saved(photograph().convert("CMYK"), "JPEG"))

    rendition = DeskImage.objects.get().get_rendition("width-30|format-webp")
    shown: Any = Image.open(rendition.file.path).convert("RGB").getpixel((5, 5))
    assert shown[0] > 200
    assert shown[1] < 80
