"""Feeds as feed readers take them."""

from __future__ import annotations

import json
from typing import Any

import feedparser
from django.test import Client
from jsonschema import validate

from news.models import NewsDeskPage
from tests.news.json_feed_schema import JSON_FEED

FORMS = ["rss", "atom", "json"]


def parsed(client: Client, url: str) -> Any:
    """An XML feed as a feed reader sees it; nothing in it may be wrong."""
    response = client.get(url)
    assert response.status_code == 200, url
    # The parser must take it as it comes over the wire, without guessing.
    headers = {name.lower(): value for name, value in response.items()}
    feed = feedparser.parse(response.content, response_headers=headers)
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def read_json(client: Client, url: str) -> Any:
    """A JSON Feed; it must be as its specification says."""
    response = client.get(url)
    assert response.status_code == 200, url
    feed = json.loads(response.content)
    validate(feed, JSON_FEED)
    return feed


def titles(client: Client, url: str) -> list[str]:
    """The titles in an RSS feed."""
    return [entry.title for entry in parsed(client, url).entries]


def in_full(desk: NewsDeskPage) -> None:
    """Have the desk's feeds hold the whole articles."""
    desk.feeds_in_full = True
    desk.save()
