"""Addresses of topics and sources."""

from __future__ import annotations

import html
from typing import Any

import pytest
from django.db import models
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from news.models import Source, Topic
from news.slugs import SLUG_LENGTH
from tests.factories import SourceFactory, TopicFactory
from tests.races import look_away_once


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("The Daily Ledger", "the-daily-ledger"),
        ("  Räume & Zeiten!  ", "räume-zeiten"),
        ("Новости дня", "новости-дня"),
        ("日本語", "日本語"),
        ("!!!", "item"),
        ("🎉", "item"),
        ("x" * 255, "x" * (SLUG_LENGTH - 8)),
        ("a/b?c#d", "abcd"),
    ],
)
def test_address_is_made_from_the_name(db: None, name: str, slug: str) -> None:
    topic = Topic.objects.create(name=name)

    assert topic.slug == slug
    topic.full_clean()


def test_names_that_make_the_same_address_are_numbered(db: None) -> None:
    names = ["News", "NEWS", "news!", "News?", "  news", "News 2", "-news-"]

    slugs = [Source.objects.create(name=name).slug for name in names]

    assert slugs == ["news", "news-2", "news-3", "news-4", "news-5", "news-2-2", "news-6"]


def test_many_names_without_letters_get_addresses_of_their_own(db: None) -> None:
    slugs = {Topic.objects.create(name="!" * number).slug for number in range(1, 30)}

    assert len(slugs) == 29


def test_long_names_that_begin_alike_get_addresses_of_their_own(db: None) -> None:
    slugs = {Topic.objects.create(name="x" * 200 + str(number)).slug for number in range(12)}

    assert len(slugs) == 12
    assert max(map(len, slugs)) <= SLUG_LENGTH


def test_address_stays_when_the_name_changes(db: None) -> None:
    topic = Topic.objects.create(name="Before")
    topic.name = "After"
    topic.save()

    assert Topic.objects.get().slug == "before"


def test_address_is_made_again_where_it_was_emptied(db: None) -> None:
    topic = Topic.objects.create(name="Name")
    topic.slug = ""
    topic.save(update_fields=["name"])

    assert Topic.objects.get().slug == "name"


def test_topic_and_source_may_have_the_same_address(db: None) -> None:
    assert TopicFactory.create(name="Same").slug == SourceFactory.create(name="Same").slug


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    names=st.lists(
        st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=120), max_size=8
    )
)
def test_any_names_get_addresses_of_their_own(db: None, names: list[str]) -> None:
    Topic.objects.all().delete()
    field = Topic._meta.get_field("slug")
    assert isinstance(field, models.SlugField)

    topics = [Topic.objects.create(name=f"{name}{number}") for number, name in enumerate(names)]

    assert len({topic.slug for topic in topics}) == len(topics)
    for topic in topics:
        field.clean(topic.slug, topic)


def errors_at(response: Any, field: str) -> list[str]:
    """What the answer says at a field; it has to stand in the page."""
    assert response.status_code == 200
    messages = list(response.context["form"].errors.get(field, []))
    page = html.unescape(response.content.decode())
    assert all(message in page for message in messages)
    return messages


@pytest.mark.parametrize("kind", ["source", "topic"])
def test_name_that_is_taken_is_refused_at_the_field(edith: Client, kind: str) -> None:
    factory = SourceFactory if kind == "source" else TopicFactory
    factory.create(name="Taken")

    response = edith.post(reverse(f"wagtailsnippets_news_{kind}:add"), {"name": "Taken"})

    assert errors_at(response, "name") == [f"{kind.capitalize()} with this Name already exists."]


@pytest.mark.parametrize(("model", "kind"), [(Source, "source"), (Topic, "topic")])
def test_name_taken_between_check_and_saving_is_refused_at_the_field(
    edith: Client, monkeypatch: pytest.MonkeyPatch, model: type[models.Model], kind: str
) -> None:
    model._default_manager.create(name="Taken")
    look_away_once(monkeypatch, model, "validate_unique")

    response = edith.post(reverse(f"wagtailsnippets_news_{kind}:add"), {"name": "Taken"})

    assert errors_at(response, "name")
    assert model._default_manager.count() == 1


def test_name_taken_meanwhile_is_refused_when_editing(
    edith: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    SourceFactory.create(name="Taken")
    source = SourceFactory.create(name="Mine")
    look_away_once(monkeypatch, Source, "validate_unique")

    url = reverse("wagtailsnippets_news_source:edit", args=[source.pk])
    response = edith.post(url, {"name": "Taken", "slug": source.slug})

    assert errors_at(response, "name")
    assert Source.objects.get(pk=source.pk).name == "Mine"


def test_address_that_is_taken_is_refused_at_the_field(edith: Client) -> None:
    TopicFactory.create(name="Taken")

    form = {"name": "Another", "slug": "taken"}
    response = edith.post(reverse("wagtailsnippets_news_topic:add"), form)

    assert errors_at(response, "slug") == ["Topic with this Address already exists."]


def test_source_is_made_in_the_midst_of_an_article(
    edith: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    create = reverse("wagtailsnippetchoosers_news_source:create")
    form = {
        "name": "Fresh",
        "url": "fresh.example",
    }

    made = edith.post(create, form)
    assert made.json()["step"] == "chosen"
    source = Source.objects.get()
    assert (source.slug, source.url) == ("fresh", "https://fresh.example")

    look_away_once(monkeypatch, Source, "validate_unique")
    assert edith.post(create, form).json()["step"] != "chosen"
    assert Source.objects.count() == 1
