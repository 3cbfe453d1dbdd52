"""What a feed says of an article, in short and in full."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.models import Site

from news.models import ArticlePage, NewsDeskPage
from tests.factories import (
    ArticlePageFactory,
    DocumentFactory,
    ImageFactory,
    SourceFactory,
    StandardPageFactory,
    TopicFactory,
)
from tests.news.feeds.reading import FORMS, in_full, parsed, read_json
from tests.queries import queries_of

HOSTILE = "</title><script>alert(1)</script> & ]]> “x”  \x0b\x1b\ufffe \U0001f4da"


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
