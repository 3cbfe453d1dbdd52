"""Uploaded files at their addresses, to whoever may have what is in their collection."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image
from pytest_django.fixtures import Settings
from wagtail.documents.models import document_served
from wagtail.models import Collection, CollectionViewRestriction

from core.models import DeskDocument, DeskImage, DeskRendition
from members.models import User
from tests.factories import DocumentFactory, ImageFactory

pytestmark = pytest.mark.django_db

CONTENT = b"%PDF-1.4 the report in full\n" * 20


def picture() -> bytes:
    """A picture's bytes."""
    target = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(target, "JPEG")
    return target.getvalue()


@pytest.fixture
def image() -> DeskImage:
    """A picture."""
    return ImageFactory(title="Reading room")


@pytest.fixture
def rendition(image: DeskImage) -> DeskRendition:
    """One size of the picture."""
    return image.get_rendition("width-20")


@pytest.fixture
def document() -> DeskDocument:
    """A document everyone may read."""
    return DeskDocument.objects.create(
        title="Report", file=ContentFile(CONTENT, name="The report über all.pdf")
    )


@pytest.fixture
def members_document() -> DeskDocument:
    """A document in a collection for the group Members."""
    collection = Collection.get_first_root_node().add_child(name="For members")
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.GROUPS
    )
    restriction.groups.add(Group.objects.get(name="Members"))
    return DeskDocument.objects.create(
        title="Minutes", collection=collection, file=ContentFile(CONTENT, name="minutes.pdf")
    )


def read(response: Any) -> bytes:
    """The whole answer; its end closes the file."""
    return b"".join(response)


def body(client: Client, url: str, **headers: str) -> bytes:
    """What a client receives."""
    return read(client.get(url, headers=headers))


def tag(client: Client, url: str) -> str:
    """The tag by which a client asks whether a file has changed."""
    response = client.head(url)
    assert response.status_code == 200
    assert read(response) == b""
    return response["ETag"]


def test_rendition_is_served_for_ever_and_sets_no_cookie(
    client: Client, rendition: DeskRendition
) -> None:
    response = client.get(rendition.url)

    assert response.status_code == 200
    assert response["Content-Type"] == "image/jpeg"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert read(response) == Path(rendition.file.path).read_bytes()


def test_rendition_is_served_in_parts(client: Client, rendition: DeskRendition) -> None:
    whole = Path(rendition.file.path).read_bytes()

    assert body(client, rendition.url, range="bytes=10-29") == whole[10:30]


def test_rendition_costs_one_query(client: Client, rendition: DeskRendition) -> None:
    body(client, rendition.url)

    with CaptureQueriesContext(connection) as queries:
        body(client, rendition.url)

    # But for the question whether what the process remembers still holds.
    asked = [query["sql"] for query in queries if "core_generation" not in query["sql"]]
    assert len(asked) == 1


def test_unchanged_rendition_is_not_sent_again(client: Client, rendition: DeskRendition) -> None:
    etag = tag(client, rendition.url)

    assert client.get(rendition.url, headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_files_can_only_be_read(
    client: Client, rendition: DeskRendition, document: DeskDocument, method: str
) -> None:
    for url in (rendition.url, document.url):
        assert getattr(client, method)(url).status_code == 405


def test_new_file_of_an_image_gets_new_addresses(image: DeskImage) -> None:
    """What was served as immutable must never change at its address."""
    before = image.get_rendition("width-20").url
    first_file = image.file.name

    image.file = ContentFile(picture(), name="Reading room.jpg")
    image.save()
    image.renditions.all().delete()
    second = DeskImage.objects.get(pk=image.pk)

    assert second.file.name != first_file
    assert second.get_rendition("width-20").url != before


@pytest.mark.parametrize("name", ["x" * 300 + ".jpg", "ü" * 200 + ".jpg", "a b'c\"d.jpg", ".jpg"])
def test_image_with_any_name_has_a_rendition_that_is_served(client: Client, name: str) -> None:
    image = DeskImage.objects.create(title="A", file=ContentFile(picture(), name=name))

    rendition = image.get_rendition("width-20|format-webp")

    assert len(image.file.name) < 100
    assert body(client, rendition.url)


@pytest.mark.parametrize(
    "path",
    [
        "/media/{original}",
        "/media/original_images/",
        "/media/images/../{original}",
        "/media/images/..%2f{original}",
        "/media/images/%2e%2e/{original}",
        "/media/images/{original_name}",
        "/media/documents/{document}",
        "/media/{document_path}",
        "/media/images/..%2f{document_path}",
        "/media/",
        "/media/images/",
    ],
)
def test_originals_and_documents_are_not_below_media(
    client: Client, image: DeskImage, document: DeskDocument, path: str
) -> None:
    url = path.format(
        original=image.file.name,
        original_name=Path(image.file.name).name,
        document=document.filename,
        document_path=document.file.name,
    )

    assert client.get(url).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/media/images/..%2f..%2f..%2fetc%2fpasswd",
        "/media/images/%2fetc%2fpasswd",
        "/media/images//etc/passwd",
        "/media/images/..%5c..%5cwindows%5cwin.ini",
        "/media/images/%ff%fe.jpg",
        "/media/images/%0d%0aSet-Cookie:%20a=b.jpg",
        "/media/images/" + "x" * 10_000 + ".jpg",
        "/media/images/" + "%F0%9F%90%88" * 1000 + ".jpg",
        "/media/images/missing.jpg",
        "/media/images/page.html",
        "/documents/1/..%2f..%2fsettings.py",
        "/documents/1/" + "x" * 10_000,
        "/documents/0/a.pdf",
        "/documents/-1/a.pdf",
        "/documents/999999999999999999999999999/a.pdf",
        "/documents/" + "9" * 5000 + "/a.pdf",
        "/documents/%D9%A1/a.pdf",
        "/documents/x/a.pdf",
        "/documents/1/",
        "/documents/",
    ],
)
@pytest.mark.parametrize("method", ["get", "head"])
def test_address_that_leads_nowhere_is_not_found(client: Client, path: str, method: str) -> None:
    assert getattr(client, method)(path).status_code == 404


@pytest.mark.parametrize("path", ["/media/images/a%00.jpg", "/documents/1/%00"])
def test_address_no_database_can_be_asked_for_is_refused(client: Client, path: str) -> None:
    assert client.get(path).status_code == 400


def test_rendition_whose_file_is_gone_is_not_found(
    client: Client, rendition: DeskRendition
) -> None:
    Path(rendition.file.path).unlink()

    assert client.get(rendition.url).status_code == 404


def test_file_that_no_rendition_names_is_not_served(
    client: Client, rendition: DeskRendition
) -> None:
    stray = Path(rendition.file.path).with_name("stray.jpg")
    stray.write_bytes(b"anything")

    assert client.get(f"/media/images/{stray.name}").status_code == 404


def test_rendition_that_leads_out_of_its_folder_is_not_served(
    client: Client, rendition: DeskRendition
) -> None:
    DeskRendition.objects.filter(pk=rendition.pk).update(file="images/..")

    assert client.get("/media/images/..").status_code == 404


def test_document_is_shown_under_its_name(client: Client, document: DeskDocument) -> None:
    response = client.get(document.url)

    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline; filename")
    assert response["Cache-Control"] == "private, no-cache"
    assert read(response) == CONTENT


def test_document_is_served_in_parts_and_not_again_when_unchanged(
    client: Client, document: DeskDocument
) -> None:
    etag = tag(client, document.url)

    assert body(client, document.url, range="bytes=5-9", if_range=etag) == CONTENT[5:10]
    assert client.get(document.url, headers={"If-None-Match": etag}).status_code == 304


def test_document_with_a_new_file_has_a_new_tag(client: Client, document: DeskDocument) -> None:
    before = tag(client, document.url)

    document.file = ContentFile(b"another", name="another.pdf")
    document._set_document_file_metadata()
    document.save()

    assert tag(client, document.url) != before


def test_document_is_found_under_its_whole_name_only(
    client: Client, document: DeskDocument
) -> None:
    assert tag(client, document.url)
    assert client.get(document.url + "x").status_code == 404
    assert client.get(f"/documents/{document.pk}/other.pdf").status_code == 404


def test_document_whose_file_is_gone_is_not_found(client: Client, document: DeskDocument) -> None:
    Path(document.file.path).unlink()

    assert client.get(document.url).status_code == 404


@pytest.mark.parametrize("hashed", [True, False])
def test_document_of_a_kind_that_is_not_allowed_is_not_found(client: Client, hashed: bool) -> None:
    document: DeskDocument = DocumentFactory(file__filename="page.html", file__data=b"<script>")
    if hashed:
        document.get_file_hash()

    assert client.get(document.url).status_code == 404


def test_documents_readers_are_counted_by_wagtails_signal(
    client: Client, document: DeskDocument
) -> None:
    served = []

    def note(instance: DeskDocument, **_kwargs: object) -> None:
        served.append(instance)

    document_served.connect(note)
    try:
        body(client, document.url)
        client.get(f"/documents/{document.pk}/other.pdf")
    finally:
        document_served.disconnect(note)

    assert served == [document]


def test_members_document_is_not_found_by_who_may_not_have_it(
    client: Client, members_document: DeskDocument, stranger: User
) -> None:
    assert client.get(members_document.url).status_code == 404
    client.force_login(stranger)
    assert client.get(members_document.url).status_code == 404


def test_member_reads_a_members_document(
    client: Client, members_document: DeskDocument, member: User
) -> None:
    client.force_login(member)

    assert body(client, members_document.url) == CONTENT


@pytest.mark.parametrize("headers", [{"Range": "bytes=0-9"}, {"If-None-Match": "*"}])
def test_members_document_cannot_be_had_by_asking_otherwise(
    client: Client, members_document: DeskDocument, headers: dict[str, str]
) -> None:
    assert client.get(members_document.url, headers=headers).status_code == 404


def test_nginx_sends_a_document_only_to_who_may_read_it(
    client: Client, members_document: DeskDocument, member: User, settings: Settings
) -> None:
    settings.MEDIA_ACCEL_PREFIX = "/-/files/"

    assert "X-Accel-Redirect" not in client.get(members_document.url)
    client.force_login(member)
    assert client.get(members_document.url)["X-Accel-Redirect"] == "/-/files/documents/minutes.pdf"
