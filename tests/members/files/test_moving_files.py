"""A picture and a document move between collections: who may have them, at every address."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from pytest_django.fixtures import Settings

from core.models import DeskDocument, DeskImage
from members.files.access import files_visible_to, may_read_collection
from tests.factories import UserFactory
from tests.members.files.library import (
    PLACES,
    VISITORS,
    Mover,
    browsers,
    document,
    mover_of_everything,
    picture,
    places,
)

pytestmark = pytest.mark.django_db

WAY = ("open", "members", "board", "board of members", "members", "open")


def of(client: Client, url: str) -> Any:
    """The answer, read to its end."""
    response = client.get(url)
    response.read_whole = b"".join(response)  # type: ignore[attr-defined]  # for the test
    return response


@pytest.fixture
def mover() -> Mover:
    """Somebody who may move everything."""
    return mover_of_everything()


def assert_served(response: Any, *, is_let_in: bool, is_open: bool, what: str) -> None:
    """As it should be, and no cache keeps what is not for everybody."""
    assert response.status_code == (200 if is_let_in else 404), what
    if not is_let_in:
        assert "X-Accel-Redirect" not in response, what
        assert "ETag" not in response, what
    elif is_open:
        assert "no-store" not in response["Cache-Control"], what
    else:
        assert response["Cache-Control"] == "private, no-store", what


@pytest.mark.parametrize("prefix", ["", "/-/files/"])
def test_file_is_served_to_those_whom_its_collection_lets_in(
    mover: Mover, settings: Settings, prefix: str
) -> None:
    settings.MEDIA_ACCEL_PREFIX = prefix
    image, minutes, where = picture(), document(), places()
    rendition, people = image.get_rendition("width-20"), browsers()
    before = (rendition.url, minutes.url)

    for number, place in enumerate(WAY):
        one, other = (mover.alone, mover.together)[:: 1 if number % 2 else -1]
        one(image, where[place])
        other(minutes, where[place])
        for name, client in people.items():
            for url in before:
                assert_served(
                    of(client, url),
                    is_let_in=name in PLACES[place],
                    is_open=place == "open",
                    what=f"{url} to {name}, in {place}",
                )

    # The original is nobody's.
    assert {of(client, image.file.url).status_code for client in people.values()} == {404}
    assert of(people["anonymous"], rendition.url)["Cache-Control"].startswith("public")
    assert (image.get_rendition("width-20").url, minutes.url) == before


def test_what_is_refused_is_told_like_what_does_not_exist(mover: Mover) -> None:
    closed = places()["members"]
    image, minutes = picture(collection=closed), document(collection=closed)
    rendition, nobody = image.get_rendition("width-20"), Client()

    for url, missing in (
        (rendition.url, "/media/images/missing.jpg"),
        (minutes.url, "/documents/999999/canary-minutes.pdf"),
    ):
        refused, unknown = nobody.get(url), nobody.get(missing)
        assert refused.status_code == unknown.status_code == 404
        # The page leads to the sign-in and back to the address that was asked for.
        address, other = quote(url, safe="").encode(), quote(missing, safe="").encode()
        assert refused.content.replace(address, other) == unknown.content
        own = {"Expires": "", "Content-Length": ""}
        assert {**refused.headers, **own} == {**unknown.headers, **own}
        # A cache that kept it would tell members so as well.
        assert "no-store" in refused["Cache-Control"]
        for headers in ({"If-None-Match": "*"}, {"Range": "bytes=0-3"}):
            assert nobody.get(url, headers=headers).status_code == 404
        assert nobody.head(url).status_code == 404


def test_picture_known_before_is_not_confirmed_after_the_move(mover: Mover) -> None:
    image, where = picture(), places()
    url, nobody = image.get_rendition("width-20").url, Client()
    tag = of(nobody, url)["ETag"]
    assert nobody.get(url, headers={"If-None-Match": tag}).status_code == 304

    mover.alone(image, where["members"])

    assert nobody.get(url, headers={"If-None-Match": tag}).status_code == 404


def test_rule_agrees_with_what_is_served() -> None:
    where = places()
    files = {
        place: (picture(collection=collection), document(collection=collection))
        for place, collection in where.items()
    }

    for name, fields in VISITORS.items():
        user: Any = AnonymousUser()
        if fields is not None:
            user = UserFactory.create(email=f"rule-{name}@example.org", **fields)
        expected = {place for place, let_in in PLACES.items() if name in let_in}
        assert {p for p, c in where.items() if may_read_collection(user, c)} == expected, name
        images = files_visible_to(DeskImage.objects.all(), user)
        assert set(images) == {files[place][0] for place in expected}, name
        documents = files_visible_to(DeskDocument.objects.all(), user)
        assert set(documents) == {files[place][1] for place in expected}, name


def test_those_who_only_choose_pictures_in_a_collection_may_have_them() -> None:
    where = places()
    contributor = UserFactory.create(groups=["Contributors"])

    assert may_read_collection(contributor, where["board"])
