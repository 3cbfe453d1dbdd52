"""The editor's form sends what was pasted and gets blocks that it can insert."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from members.models import User
from news.writing.paste_views import MOST_CHARACTERS
from tests.news.writing.clipboard import copied_from

pytestmark = pytest.mark.django_db


@pytest.fixture
def address() -> str:
    """Where pasted HTML goes."""
    return reverse("news_writing:sort_paste")


def test_answer_has_blocks_as_the_form_inserts_them(edith: Client, address: str) -> None:
    response = edith.post(address, {"html": "<h2>Head</h2><p>A <b>bold</b> word.</p>"})

    heading, paragraph = response.json()["blocks"]
    assert heading["type"] == "heading"
    assert heading["value"] == {"text": "Head", "level": ["h2"]}
    assert paragraph["type"] == "paragraph"
    [line] = json.loads(paragraph["value"])["blocks"]
    assert line["text"] == "A bold word."
    assert line["inlineStyleRanges"] == [{"offset": 2, "length": 4, "style": "BOLD"}]
    assert heading["id"] != paragraph["id"]
    assert response.json()["said"] == "Pasted as 2 parts."
    assert response.json()["offers"] == []


def test_links_and_lists_arrive_in_the_form(edith: Client, address: str) -> None:
    html = '<ul><li>one<ul><li><a href="https://example.org/">two</a></li></ul></li></ul>'

    [block] = edith.post(address, {"html": html}).json()["blocks"]

    content = json.loads(block["value"])
    assert [(line["text"], line["depth"]) for line in content["blocks"]] == [("one", 0), ("two", 1)]
    assert content["entityMap"]["0"]["data"] == {"url": "https://example.org/"}


def test_quotations_are_offered_and_turned_on_request(edith: Client, address: str) -> None:
    html = copied_from("quotations")

    offered = edith.post(address, {"html": html}).json()
    turned = edith.post(address, {"html": html, "turn": ["pull_quotes"]}).json()

    assert [offer["turn"] for offer in offered["offers"]] == ["pull_quotes"]
    assert offered["offers"][0]["button"] == "Turn into pull quotes"
    assert "4 quotations" in offered["offers"][0]["said"]
    assert [block["type"] for block in turned["blocks"]] == [
        "paragraph",
        "pull_quotes",
        "paragraph",
    ]
    quotations = turned["blocks"][1]["value"]["quotations"]
    assert [each["value"]["speaker"] for each in quotations][:2] == ["Maren Holt", "Ilse Brandt"]
    assert turned["offers"] == []


def test_links_are_turned_on_request(edith: Client, address: str) -> None:
    data = {"html": copied_from("links"), "turn": ["case_study_links"]}

    [block] = edith.post(address, data).json()["blocks"]

    assert block["type"] == "case_study_links"
    assert len(block["value"]["links"]) == 3


def test_unknown_turn_is_ignored(edith: Client, address: str) -> None:
    data = {"html": "<p>x</p>", "turn": ["unconverted", "gallery"]}

    assert [b["type"] for b in edith.post(address, data).json()["blocks"]] == ["paragraph"]


def test_nothing_pasted_is_answered_with_nothing(edith: Client, address: str) -> None:
    assert edith.post(address).json()["blocks"] == []
    assert edith.post(address, {"html": "<img src=x>"}).json()["blocks"] == []


def test_same_paste_twice_gives_blocks_of_their_own(edith: Client, address: str) -> None:
    first, second = (edith.post(address, {"html": "<p>x</p>"}).json() for _ in range(2))

    assert first["blocks"][0]["id"] != second["blocks"][0]["id"]


def test_too_much_is_refused(edith: Client, address: str) -> None:
    too_long = edith.post(address, {"html": "x" * (MOST_CHARACTERS + 1)})
    too_many = edith.post(address, {"html": "<p>x</p>" * 6_000})

    assert (too_long.status_code, too_many.status_code) == (413, 413)


def test_five_megabytes_are_refused(edith: Client, address: str) -> None:
    assert edith.post(address, {"html": "<p>x</p>" * 700_000}).status_code == 413


def test_answer_is_not_stored(edith: Client, address: str) -> None:
    assert "no-store" in edith.post(address, {"html": "<p>x</p>"})["Cache-Control"]


def test_get_is_refused(edith: Client, address: str) -> None:
    assert edith.get(address).status_code == 405


def test_request_from_another_site_is_refused(editor: User, address: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)

    assert strict.post(address, {"html": "<p>x</p>"}).status_code == 403


def test_administrator_may_paste(client: Client, administrator: User, address: str) -> None:
    client.force_login(administrator)

    assert client.post(address, {"html": "<p>x</p>"}).status_code == 200


def test_member_and_visitor_may_not(client: Client, member: User, address: str) -> None:
    assert client.post(address, {"html": "<p>x</p>"}).status_code == 302
    client.force_login(member)
    assert client.post(address, {"html": "<p>x</p>"}).status_code in (302, 403)


def test_who_enters_the_admin_but_writes_no_pages_may_not(
    client: Client, stranger: User, address: str
) -> None:
    stranger.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(stranger)

    as_script = client.post(
        address, {"html": "<p>x</p>"}, headers={"x-requested-with": "XMLHttpRequest"}
    )

    assert as_script.status_code == 403
    assert client.post(address, {"html": "<p>x</p>"}).status_code == 302
