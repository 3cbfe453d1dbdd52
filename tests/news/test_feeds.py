"""Feeds of the desk, its topics and its sources, as feed readers take them."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import feedparser
import pytest
from django.test import Client
from django.utils import timezone
from jsonschema import validate
from wagtail.models import Site

from home.models import Organisation
from members.models import User
from news.models import ArticlePage, DisclaimerWording, NewsDeskPage
from tests.factories import (
    ArticlePageFactory,
    DisclaimerFactory,
    DocumentFactory,
    ImageFactory,
    SourceFactory,
    StandardPageFactory,
    TopicFactory,
    restrict,
)
from tests.news.json_feed_schema import JSON_FEED
from tests.queries import queries_of

FORMS = ["rss", "atom", "json"]
HOSTILE = "</title><script>alert(1)</script> & ]]> “x”  \x0b\x1b\ufffe \U0001f4da"


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


@pytest.fixture
def article(desk: NewsDeskPage) -> ArticlePage:
    """An article of which everything is known."""
    organisation = Organisation.for_site(desk.get_site())
    organisation.name = "Reading Rooms"
    organisation.save()
    article = ArticlePageFactory(
        parent=desk,
        title="Libraries stay open",
        slug="open",
        summary="All nine of them.",
        content_note="mentions closures",
        source=SourceFactory(name="The Outlet", url="https://outlet.example/", slug="outlet"),
        source_headline="Council keeps all nine",
        source_url="https://outlet.example/nine",
        source_author="Ada Author",
        source_published_on=datetime.date(2015, 9, 21),
        shared_on=datetime.date(2024, 5, 1),
        disclaimer=DisclaimerFactory(text="We disagree."),
        body=[
            {"type": "paragraph", "value": "<p>The doors stay open.</p>"},
            {
                "type": "embed",
                "value": {"address": "https://vimeo.com/76979871", "title": "The vote"},
            },
        ],
    )
    article.topics = [TopicFactory(name="Reading", slug="reading"), TopicFactory(name="Money")]
    article.save_revision().publish()
    article.refresh_from_db()
    return article


def in_full(desk: NewsDeskPage) -> None:
    """Have the desk's feeds hold the whole articles."""
    desk.feeds_in_full = True
    desk.save()


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_entry_says_where_the_article_is_and_where_it_comes_from(
    client: Client, article: ArticlePage, form: str
) -> None:
    [entry] = parsed(client, f"/news-desk/feed/{form}/").entries

    assert entry.title == "Libraries stay open"
    assert entry.link == "http://localhost:8000/news-desk/open/"
    assert entry.id == f"urn:uuid:{article.translation_key}"
    assert entry.author == "Ada Author"
    assert entry.source.title == "The Outlet"
    assert [tag.term for tag in entry.tags] == ["Money", "Reading"]
    assert entry.published_parsed[:3] == (2024, 5, 1)
    assert "mentions closures" in entry.summary
    assert entry.summary.index("mentions closures") < entry.summary.index("All nine of them.")
    assert 'href="https://outlet.example/nine"' in entry.summary
    assert "The doors stay open" not in str(entry)


def test_atom_entry_names_its_original_and_when_it_changed(
    client: Client, article: ArticlePage
) -> None:
    feed = parsed(client, "/news-desk/feed/atom/")
    [entry] = feed.entries

    changed = article.last_published_at
    assert changed is not None
    assert entry.updated == feed.feed.updated == changed.isoformat()
    vias = [link.href for link in entry.links if link.rel == "via"]
    assert vias == ["https://outlet.example/nine"]


def test_json_entry_says_the_same(client: Client, article: ArticlePage) -> None:
    feed = read_json(client, "/news-desk/feed/json/")
    [item] = feed["items"]

    assert feed["feed_url"] == "http://localhost:8000/news-desk/feed/json/"
    assert item["id"] == f"urn:uuid:{article.translation_key}"
    assert item["url"] == "http://localhost:8000/news-desk/open/"
    assert item["external_url"] == "https://outlet.example/nine"
    assert item["authors"] == [{"name": "Ada Author"}]
    assert item["tags"] == ["Money", "Reading"]
    assert item["date_published"].startswith("2024-05-01T")
    assert "doors stay open" not in item["content_text"] + item["content_html"]


@pytest.mark.parametrize("form", FORMS)
def test_feed_in_full_begins_with_the_note_and_ends_with_the_disclaimer(
    client: Client, article: ArticlePage, desk: NewsDeskPage, form: str
) -> None:
    in_full(desk)
    url = f"/news-desk/feed/{form}/"

    if form == "json":
        [item] = read_json(client, url)["items"]
        texts = [item["content_html"], item["content_text"]]
    else:
        texts = [parsed(client, url).entries[0].content[0].value]

    for text in texts:
        parts = ["mentions closures", "All nine", "doors stay open", "The vote", "We disagree."]
        places = [text.index(part) for part in parts]
        assert places == sorted(places)


def test_players_and_pictures_are_links_and_plain_pictures(
    client: Client, article: ArticlePage, desk: NewsDeskPage
) -> None:
    in_full(desk)
    page, document = StandardPageFactory(parent=desk.get_parent(), slug="about"), DocumentFactory()
    article.body = [
        *article.body.raw_data,
        {"type": "image", "value": {"image": {"image": ImageFactory().pk, "decorative": True}}},
        {
            "type": "paragraph",
            "value": f'<p><a linktype="page" id="{page.pk}">page</a>'
            f'<a linktype="document" id="{document.pk}">document</a></p>',
        },
    ]
    article.save_revision().publish()

    [item] = read_json(client, "/news-desk/feed/json/")["items"]

    html = item["content_html"]
    assert '<a href="https://vimeo.com/76979871">\nThe vote\n</a>' in html
    assert 'src="http://localhost:8000/media/images/' in html
    assert 'href="http://localhost:8000/about/"' in html
    assert f'href="http://localhost:8000/documents/{document.pk}/' in html
    furniture = ("<picture", "<source", "<iframe", "srcset", "class=", "Plays at")
    assert not [part for part in furniture if part in html]


@pytest.mark.parametrize("full", [False, True])
def test_hostile_texts_break_no_feed(client: Client, desk: NewsDeskPage, full: bool) -> None:
    if full:
        in_full(desk)
    source = SourceFactory(name=f"s{HOSTILE}", url="https://x.example/?a=1&b=<2>")
    article = ArticlePageFactory(
        parent=desk,
        title=HOSTILE,
        summary=HOSTILE,
        content_note=HOSTILE,
        slug="hostile",
        source=source,
        source_author=HOSTILE,
        source_url="https://x.example/ü?a=1&b=“2”",
        body=[{"type": "heading", "value": {"text": HOSTILE, "level": "h2"}}],
    )
    article.topics = [TopicFactory(name=HOSTILE)]
    article.save()

    for form in ("rss", "atom"):
        [entry] = parsed(client, f"/news-desk/feed/{form}/").entries
        for part in (entry.summary_detail, *entry.get("content", ())):
            assert part.type == "text/plain" or "<script>" not in part.value
        assert "\U0001f4da" in entry.title
    [item] = read_json(client, "/news-desk/feed/json/")["items"]
    assert item["title"] == HOSTILE
    assert "<script>" not in item["content_html"]


def test_topics_and_sources_have_feeds_of_their_own(
    client: Client, article: ArticlePage, desk: NewsDeskPage
) -> None:
    ArticlePageFactory(parent=desk, title="Another one")

    assert titles(client, "/news-desk/feed/rss/") == ["Another one", "Libraries stay open"]
    for where in ("topics/reading", "sources/outlet"):
        assert titles(client, f"/news-desk/{where}/feed/rss/") == ["Libraries stay open"]
        feed = parsed(client, f"/news-desk/{where}/feed/atom/").feed
        assert feed.link == f"http://localhost:8000/news-desk/{where}/"
        read_json(client, f"/news-desk/{where}/feed/json/")
    assert parsed(client, "/news-desk/topics/reading/feed/rss/").feed.title == (
        "Reading – News Desk – Reading Rooms"
    )


@pytest.mark.parametrize(
    "path", ["feed/xml", "feed", "topics/none/feed/rss", "topics/feed/rss", "x/y/feed/rss"]
)
def test_there_is_no_other_feed(client: Client, desk: NewsDeskPage, path: str) -> None:
    assert client.get(f"/news-desk/{path}/").status_code == 404


@pytest.mark.parametrize("form", FORMS)
def test_empty_desk_has_an_empty_feed(client: Client, desk: NewsDeskPage, form: str) -> None:
    url = f"/news-desk/feed/{form}/"

    found = read_json(client, url)["items"] if form == "json" else parsed(client, url).entries

    assert found == []
    assert client.get(url).content == client.get(url).content


def test_newest_twenty_come_newest_first(client: Client, desk: NewsDeskPage) -> None:
    for day in range(1, 23):
        ArticlePageFactory(parent=desk, title=f"{day}", shared_on=datetime.date(2024, 1, day))

    assert titles(client, "/news-desk/feed/rss/") == [str(day) for day in range(22, 2, -1)]


def test_feed_holds_what_everybody_may_read_whoever_asks(
    client: Client, desk: NewsDeskPage, member: User, superuser: User
) -> None:
    ArticlePageFactory(parent=desk, title="Open")
    ArticlePageFactory(parent=desk, title="Draft", live=False)
    restrict(ArticlePageFactory(parent=desk, title="Secret"), "Members")
    answers = [client.get("/news-desk/feed/rss/")]
    for user in (member, superuser):
        client.force_login(user)
        answers.append(client.get("/news-desk/feed/rss/"))

    assert titles(client, "/news-desk/feed/rss/") == ["Open"]
    assert len({answer.content for answer in answers}) == 1
    kept_by = ["public, max-age=300", *["max-age=300, private"] * 2]
    assert [answer["Cache-Control"] for answer in answers] == kept_by
    for answer in answers:
        assert "Cookie" not in answer.get("Vary", "")
        assert not answer.cookies


def test_desk_for_members_has_no_feed_for_others(
    client: Client, article: ArticlePage, desk: NewsDeskPage, stranger: User, member: User
) -> None:
    restrict(desk, "Members")

    answer = client.get("/news-desk/feed/rss/")
    assert answer.status_code == 404
    assert "no-store" in answer["Cache-Control"]
    client.force_login(stranger)
    assert client.get("/news-desk/feed/rss/").status_code == 403
    client.force_login(member)
    for_members = client.get("/news-desk/feed/rss/")["Cache-Control"]
    assert "no-store" in for_members
    assert "public" not in for_members


def test_desk_that_is_not_live_has_no_feed(client: Client, desk: NewsDeskPage) -> None:
    desk.unpublish()

    assert client.get("/news-desk/feed/rss/").status_code == 404


def test_key_survives_a_new_address_and_a_copy_has_its_own(
    client: Client, article: ArticlePage, desk: NewsDeskPage, site: Site
) -> None:
    def keys() -> dict[str, str]:
        feed = read_json(client, "/news-desk/feed/json/")
        return {item["url"]: item["id"] for item in feed["items"]}

    [key] = keys().values()
    article.slug = "renamed"
    article.save_revision().publish()
    site.hostname = "news.example"
    site.save()
    assert keys() == {"http://news.example:8000/news-desk/renamed/": key}

    article.create_alias(parent=desk, update_slug="alias")
    article.copy(update_attrs={"slug": "copy"})
    assert len(set(keys().values())) == len(keys()) == 3


def test_picture_goes_with_its_entry_once_it_is_made(client: Client, desk: NewsDeskPage) -> None:
    image = ImageFactory()
    ArticlePageFactory(parent=desk, image=image, image_decorative=True)
    assert not parsed(client, "/news-desk/feed/rss/").entries[0].enclosures

    rendition = image.get_rendition("format-jpeg|width-800")

    for form in ("rss", "atom"):
        [enclosure] = parsed(client, f"/news-desk/feed/{form}/").entries[0].enclosures
        assert enclosure.href == f"http://localhost:8000{rendition.url}"
        assert enclosure.type == "image/jpeg"
        assert int(enclosure.length) == rendition.file.size
    [item] = read_json(client, "/news-desk/feed/json/")["items"]
    assert item["image"] == f"http://localhost:8000{rendition.url}"

    rendition.file.storage.delete(rendition.file.name)
    assert "image" not in read_json(client, "/news-desk/feed/json/")["items"][0]


class Follower:
    """A feed reader that keeps what it was given and asks whether that still holds."""

    def __init__(self, client: Client, url: str) -> None:
        self.client = client
        self.url = url
        self.fetch()

    def fetch(self) -> None:
        """Take what there is now."""
        response = self.client.get(self.url)
        assert response.status_code == 200
        self.etag, self.modified = response["ETag"], response["Last-Modified"]

    def is_told_of_news(self) -> bool:
        """Whether either way of asking brings something new; then that is fetched."""
        by_tag = self.client.get(self.url, headers={"if-none-match": self.etag})
        assert by_tag.status_code in (200, 304)
        if by_tag.status_code == 304:
            assert (by_tag["ETag"], by_tag["Cache-Control"]) == (self.etag, "public, max-age=300")
            assert not by_tag.content
            return False
        self.fetch()
        return True


@pytest.fixture
def follower(client: Client, article: ArticlePage, monkeypatch: pytest.MonkeyPatch) -> Follower:
    """A reader of the desk's feed, who asks when the second of the last change is over."""
    later = datetime.timedelta(seconds=1)
    monkeypatch.setattr(
        "core.revalidation.timezone", SimpleNamespace(now=lambda: timezone.now() + later)
    )
    return Follower(client, "/news-desk/feed/rss/")


def test_unchanged_feed_is_not_sent_again(client: Client, follower: Follower) -> None:
    assert follower.etag.startswith('W/"')
    assert not follower.is_told_of_news()
    since = {"if-modified-since": follower.modified}
    assert client.get(follower.url, headers=since).status_code == 304
    assert client.get(follower.url, headers={"if-none-match": 'W/"other"'}).status_code == 200
    gzipped = client.get(follower.url, headers={"accept-encoding": "gzip"})
    assert gzipped["ETag"] == follower.etag


CHANGES: dict[str, Callable[[Any], Any]] = {
    "taken offline": lambda article: article.unpublish(),
    "deleted": lambda article: article.delete(),
    "published anew": lambda article: article.save_revision().publish(),
    "in full": lambda article: in_full(article.desk),
    "made private": lambda article: restrict(article, "Members"),
    "source": lambda article: article.source.save(),
    "topic": lambda article: article.topics.first().save(),
    "disclaimer": lambda article: DisclaimerWording.objects.create(
        disclaimer=article.disclaimer, text="<p>New.</p>"
    ),
    "organisation": lambda article: Organisation.for_site(article.get_site()).save(),
    "document": lambda article: DocumentFactory().save(),
    "another article": lambda article: ArticlePageFactory(parent=article.desk),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_told(follower: Follower, article: ArticlePage, change: str) -> None:
    CHANGES[change](ArticlePage.objects.get(pk=article.pk))

    assert follower.is_told_of_news()
    assert not follower.is_told_of_news()


def test_date_alone_tells_of_a_deletion(
    client: Client, article: ArticlePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    follower = Follower(client, "/news-desk/feed/rss/")
    later = timezone.now() + datetime.timedelta(hours=1)
    monkeypatch.setattr("core.memory.timezone.now", lambda: later)

    article.delete()

    since = {"if-modified-since": follower.modified}
    assert client.get(follower.url, headers=since).status_code == 200


def test_asking_whether_it_changed_costs_no_more_than_finding_the_desk(
    client: Client, article: ArticlePage, follower: Follower
) -> None:
    in_full(article.desk)
    follower.fetch()
    client.get(follower.url, headers={"if-none-match": follower.etag})

    asked = queries_of(Client(headers={"if-none-match": follower.etag}), follower.url, answer=304)

    assert not [sql for sql in asked if "news_articlepage" in sql]
    assert len(asked) <= 4


def test_whole_articles_cost_the_same_for_one_and_twenty(
    client: Client, article: ArticlePage, desk: NewsDeskPage
) -> None:
    in_full(desk)
    one = queries_of(client, "/news-desk/feed/json/")
    for _ in range(19):
        other = ArticlePageFactory(parent=desk, image=ImageFactory(), body=article.body.raw_data)
        other.topics = [TopicFactory()]
        other.save()

    assert len(queries_of(client, "/news-desk/feed/json/")) <= len(one) + 1
