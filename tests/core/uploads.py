"""Upload pictures as an editor does, in each of the ways that Wagtail offers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.test import Client
from django.urls import reverse

from core.models import DeskImage
from core.pictures import HIDDEN

from .sample_pictures import opened

Send = Callable[[Client, str, bytes], str]

PICTURE = "{% load wagtailimages_tags %}{% picture image format-{webp,jpeg} width-{20,30} %}"


def file_of(name: str, content: bytes) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content, "image/jpeg")


def send_to_form(client: Client, name: str, content: bytes) -> str:
    """Upload by the form for one picture; return what is wrong with the file, if anything."""
    response = client.post(
        reverse("wagtailimages:add"), {"title": "A picture", "file": file_of(name, content)}
    )
    if response.status_code == 302:
        return ""
    assert response.status_code == 200
    return " ".join(response.context["form"].errors["file"])


def send_to_multiple(client: Client, name: str, content: bytes) -> str:
    """Upload by dropping files onto the page for several."""
    response = client.post(
        reverse("wagtailimages:add_multiple"), {"files[]": file_of(name, content)}
    )
    assert response.status_code == 200
    answer = response.json()
    return "" if answer["success"] else str(answer["error_message"])


def send_to_chooser(client: Client, name: str, content: bytes) -> str:
    """Upload from within an article, in the dialogue that chooses its picture."""
    response = client.post(
        reverse("wagtailimages_chooser:create"),
        {
            "image-chooser-upload-title": "A picture",
            "image-chooser-upload-file": file_of(name, content),
        },
    )
    assert response.status_code == 200
    if response.json()["step"] == "chosen":
        return ""
    return " ".join(response.context["creation_form"].errors["file"])


WAYS: list[Send] = [send_to_form, send_to_multiple, send_to_chooser]


def assert_safe_and_shown(client: Client, image: DeskImage) -> None:
    """The picture hides nothing, nor do the sizes that a page shows of it, which can be had."""
    kept = Path(image.file.path).read_bytes()
    picture = opened(kept)
    assert (image.width, image.height) == picture.size
    assert image.file_size == len(kept)
    assert not dict(picture.getexif())
    assert HIDDEN.isdisjoint(picture.info)

    in_page = Template(PICTURE).render(Context({"image": image}))

    assert 'type="image/webp"' in in_page
    for rendition in image.renditions.filter(filter_spec__startswith="format-"):
        content = b"".join(client.get(rendition.url))
        assert content == Path(rendition.file.path).read_bytes()
        made = opened(content)
        assert made.format in ("WEBP", "JPEG")
        assert not dict(made.getexif())
