"""Sources by typing: near names first, made in place by who may, chosen by their name alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from members.models import User
from members.rights import CONTRIBUTORS, EDITORS
from news.models import ArticlePage, NewsDeskPage, Source
from news.writing.sources import find_sources, key_of, source_named
from tests.factories import ArticlePageFactory, SourceFactory, UserFactory
from tests.news.deskwork import least

NAMES = ["BBC News", "B.B.C.", "The Guardian", "Upland Gazette", "United Nations", "Le Monde"]


@pytest.fixture
def outlets(db: None) -> dict[str, Source]:
    """A few outlets by their names."""
    return {name: SourceFactory.create(name=name) for name in NAMES}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("BBC", "B.B.C."),
        ("bbc", "The BBC"),
        ("Smith & Sons", "Smith and Sons"),
        ("Le Monde", "le-monde"),
        ("Zürcher Zeitung", "Zurcher  Zeitung"),
    ],
)
def test_names_a_reader_would_not_tell_apart_have_one_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("BBC", ["B.B.C.", "BBC News"]),
        ("bbc n", ["BBC News", "B.B.C."]),
        ("guard", ["The Guardian"]),
        ("the guardian", ["The Guardian"]),
        ("Upland Gazete", ["Upland Gazette"]),
        ("gazette", ["Upland Gazette"]),
        ("UN", ["United Nations"]),
        ("nations uni", ["United Nations"]),
        ("monde", ["Le Monde"]),
        ("zzz", []),
        ("…", []),
    ],
)
@pytest.mark.usefixtures("outlets")
def test_near_names_are_offered_likeliest_first(typed: str, first: list[str]) -> None:
    assert [source.name for source in find_sources(typed)][: len(first)] == first
    assert bool(first) == bool(find_sources(typed))


def test_without_a_letter_the_lately_used_are_offered(
    outlets: dict[str, Source], desk: NewsDeskPage
) -> None:
    ArticlePageFactory(parent=desk, source=outlets["Le Monde"])
    ArticlePageFactory(parent=desk, source=outlets["The Guardian"])

    assert [source.name for source in find_sources("  ")] == ["The Guardian", "Le Monde"]


def test_name_typed_in_full_is_the_source_and_half_a_name_is_none(
    outlets: dict[str, Source],
) -> None:
    assert source_named("the guardian") == outlets["The Guardian"]
    assert source_named("Guardian") == outlets["The Guardian"]
    assert source_named("guard") is None


def found(client: Client, typed: str) -> dict[str, Any]:
    """What the form is answered."""
    answer: dict[str, Any] = client.get(reverse("news_writing:find_sources"), {"q": typed}).json()
    return answer


@pytest.mark.usefixtures("outlets")
def test_new_name_may_be_created_and_a_known_one_not_again(edith: Client) -> None:
    assert found(edith, "Upland  Gazete")["create"] == "Upland Gazete"
    assert found(edith, "BBC")["create"] == "BBC"
    assert found(edith, "upland gazette")["create"] == ""
    assert found(edith, " … ")["create"] == ""


def test_source_is_created_in_place_and_logged(edith: Client, editor: User) -> None:
    response = edith.post(reverse("news_writing:create_source"), {"name": " Upland   Gazette "})

    assert response.status_code == 201
    source = Source.objects.get(name="Upland Gazette")
    assert response.json()["id"] == source.pk
    entry = ModelLogEntry.objects.get(object_id=str(source.pk))
    assert (entry.action, entry.user) == ("wagtail.create", editor)


def test_creating_a_source_twice_gives_the_first(edith: Client) -> None:
    known = SourceFactory.create(name="Upland Gazette")

    response = edith.post(reverse("news_writing:create_source"), {"name": "upland gazette"})

    assert response.json()["id"] == known.pk
    assert Source.objects.count() == 1


@pytest.mark.parametrize("name", ["", "   ", "x" * 256])
def test_name_that_is_none_is_refused_with_a_reason(edith: Client, name: str) -> None:
    response = edith.post(reverse("news_writing:create_source"), {"name": name})

    assert response.status_code == 400
    assert response.json()["error"]


def test_who_may_not_add_sources_is_offered_none_and_refused(edith: Client, editor: User) -> None:
    group = editor.groups.get(name=EDITORS)
    group.permissions.remove(Permission.objects.get(codename="add_source"))

    assert found(edith, "Upland Gazette")["create"] == ""
    response = edith.post(reverse("news_writing:create_source"), {"name": "Upland Gazette"})
    assert response.status_code in (302, 403)
    assert not Source.objects.exists()


def test_reader_is_told_nothing(client: Client, db: None) -> None:
    SourceFactory.create(name="Secret plans")

    for name in ("find_sources", "find_doubles", "read_date"):
        assert client.get(reverse(f"news_writing:{name}")).status_code == 302


@pytest.mark.usefixtures("outlets")
def test_source_typed_in_full_is_taken_without_a_script(edith: Client, add: str) -> None:
    edith.post(add, least(**{"source": "", "source-typed": "the guardian"}))

    article = ArticlePage.objects.get()
    assert article.source
    assert article.source.name == "The Guardian"


@pytest.mark.parametrize("typed", ["Guard", "12", "“quoted”", "<b>"])
@pytest.mark.usefixtures("outlets")
def test_unknown_source_is_said_at_the_field_and_what_was_typed_stays(
    edith: Client, add: str, typed: str
) -> None:
    response = edith.post(add, least(**{"source": "", "source-typed": typed}))

    assert set(response.context["form"].errors) == {"source"}
    page = response.content.decode()
    assert 'role="combobox"' in page
    escaped = typed.replace("<", "&lt;").replace(">", "&gt;")
    assert f'value="{escaped}"' in page
    assert not ArticlePage.objects.exists()


def test_chosen_source_wins_over_what_was_typed(
    edith: Client, add: str, outlets: dict[str, Source]
) -> None:
    chosen = outlets["Le Monde"]
    edith.post(add, least(**{"source": chosen.pk, "source-typed": "Le Monde"}))

    assert ArticlePage.objects.get().source == chosen


def test_who_may_not_make_sources_is_told_whom_to_ask(
    client: Client, add: str, editor: User
) -> None:
    SourceFactory.create(name="The Upland Gazette")
    client.force_login(UserFactory.create(groups=[CONTRIBUTORS]))

    empty = client.get(add).content.decode()
    refused = client.post(add, least(**{"source-typed": "The Lowland Post"})).content.decode()

    assert "can be made here" not in empty
    assert "create it" not in empty
    assert "ask an editor to add it" in refused
    client.force_login(editor)
    assert "can be made here" in client.get(add).content.decode()
