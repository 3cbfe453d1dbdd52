"""A member's own feed: what that member may read, at an address that is a secret."""

from __future__ import annotations

import json
import logging
import re

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from core.logs import DiscreetFormatter
from core.tokens import HIDDEN, hash_of_token
from members.models import User
from news.models import NewsDeskPage, PersonalFeed
from tests.factories import ArticlePageFactory, UserFactory, restrict

PAGE = "/account/feed/"
FORMS = ["rss", "atom", "json"]


@pytest.fixture
def articles(desk: NewsDeskPage) -> None:
    """One article for everybody, one for members, one for the board."""
    for title, groups in (("Open", []), ("Inside", ["Members"]), ("Secret", ["Board"])):
        article = ArticlePageFactory(parent=desk, title=f"{title} story", slug=title.lower())
        if groups:
            restrict(article, *groups)


def make_address(client: Client, account: User) -> str:
    """What the account page shows when an address is made, as JSON Feed."""
    client.force_login(account)
    page = client.post(PAGE, {"make": ""}).content.decode()
    (address,) = re.findall(r'value="http://[^/"]+(/account/feed/\w{43}/json/)"', page)
    return str(address)


def titles(client: Client, address: str) -> list[str]:
    """What the feed holds."""
    answer = client.get(address)
    assert answer.status_code == 200
    return sorted(item["title"] for item in json.loads(answer.content)["items"])


def test_feed_holds_what_the_member_may_read(client: Client, articles: None, member: User) -> None:
    address = make_address(client, member)

    assert titles(Client(), address) == ["Inside story", "Open story"]
    member.groups.add(Group.objects.get(name="Board"))
    assert titles(Client(), address) == ["Inside story", "Open story", "Secret story"]
    member.groups.clear()
    assert titles(Client(), address) == ["Open story"]


@pytest.mark.parametrize("form", FORMS)
def test_feed_is_kept_by_no_cache_and_opens_no_session(
    client: Client, articles: None, member: User, form: str
) -> None:
    address = make_address(client, member).replace("json", form)
    reader = Client()

    answer = reader.get(address)

    assert answer.status_code == 200
    assert b"Inside story" in answer.content
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer["X-Robots-Tag"]
    assert not answer.cookies
    assert address.split("/")[3].encode() not in answer.content
    # Having the address is not being signed in.
    assert reader.get(PAGE).status_code == 302


def test_feed_asks_nothing_of_who_is_signed_in(
    client: Client, articles: None, member: User, administrator: User
) -> None:
    address = make_address(client, member)
    client.force_login(administrator)

    assert titles(client, address) == ["Inside story", "Open story"]


def test_address_is_shown_once_and_kept_as_a_hash(
    client: Client, articles: None, member: User
) -> None:
    token = make_address(client, member).split("/")[3]

    assert token not in client.get(PAGE).content.decode()
    assert PersonalFeed.objects.get().token_hash == hash_of_token(token)


def test_new_address_takes_the_place_of_the_old_one(
    client: Client, articles: None, member: User
) -> None:
    old = make_address(client, member)
    new = make_address(client, member)

    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200
    assert PersonalFeed.objects.count() == 1


def test_address_taken_back_leads_nowhere(client: Client, articles: None, member: User) -> None:
    address = make_address(client, member)

    assert client.post(PAGE, {"take_back": ""}).status_code == 302

    assert client.get(address).status_code == 404
    # A second press, or a second window, finds nothing to do.
    assert client.post(PAGE, {"take_back": ""}).status_code == 302


def test_account_that_may_not_sign_in_has_no_feed(
    client: Client, articles: None, member: User
) -> None:
    address = make_address(client, member)
    User.objects.filter(pk=member.pk).update(is_active=False)

    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("token", ["x" * 43, "x", "%00", "a" * 4000])
def test_made_up_address_leads_nowhere(client: Client, articles: None, token: str) -> None:
    assert client.get(f"{PAGE}{token}/rss/").status_code in {400, 404}


def test_address_is_left_out_of_the_log(
    client: Client, articles: None, member: User, caplog: pytest.LogCaptureFixture
) -> None:
    token = make_address(client, member).split("/")[3]
    client.post(PAGE, {"take_back": ""})
    with caplog.at_level(logging.WARNING, logger="django.request"):
        client.get(f"{PAGE}{token}/rss/")

    lines = [DiscreetFormatter("{message}", style="{").format(each) for each in caplog.records]
    assert lines
    assert token not in "".join(lines)
    assert HIDDEN in "".join(lines)


def test_members_feeds_are_their_own(client: Client, articles: None, member: User) -> None:
    other = UserFactory.create(display_name="Otto Other")
    mine = make_address(client, member)
    others = make_address(client, other)

    assert titles(client, mine) == ["Inside story", "Open story"]
    assert titles(client, others) == ["Open story"]


def test_visitor_is_asked_to_sign_in_first(client: Client, articles: None) -> None:
    answer = client.get(PAGE)

    assert answer.status_code == 302
    assert answer["Location"].endswith("/login/?next=/account/feed/")
    assert client.post(PAGE, {"make": ""}).status_code == 302
    assert not PersonalFeed.objects.exists()
