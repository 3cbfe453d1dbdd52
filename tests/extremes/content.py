"""Pages with nothing, with the least and with the most in them."""

from __future__ import annotations

import datetime
import json
from typing import Any

from wagtail.models import Site

from home.models import HomePage, Organisation
from navigation.blocks import MOST_LABEL
from navigation.models import Menu
from news.models import ArticlePage, NewsDeskPage
from tests.extremes import bodies
from tests.extremes.texts import (
    ARABIC,
    ARABIC_HEADLINE,
    EMOJI,
    EMPTY_HOST,
    HEBREW_HEADLINE,
    LONG_ADDRESS,
    LONG_HEADLINE,
    LONG_NAME,
    LONG_SUMMARY,
    SENTENCE,
    UNBROKEN,
    names,
)
from tests.factories import (
    ArticlePageFactory,
    DisclaimerFactory,
    DocumentFactory,
    HomePageFactory,
    ImageFactory,
    NewsDeskPageFactory,
    SourceFactory,
    StandardPageFactory,
    TopicFactory,
)
from tests.navigation.compose import Stored, group, to_address

Paths = dict[str, str]


def make_pages() -> Paths:
    """Make them all on the site there is; their addresses by what they are."""
    home = HomePage.objects.order_by("path").first()
    assert home
    things = _things(home, "linked")
    full = NewsDeskPageFactory.create(
        parent=home, title="Everything", slug="everything", introduction=LONG_SUMMARY
    )
    full.disclaimer_id = things.disclaimer
    full.save()
    return (
        _standard_pages(home, things)
        | _small_desks(home)
        | _articles(full, things)
        | {"desk, overfull": full.url, "desk, last page": f"{full.url}?page=2"}
        | _lists(full)
    )


def _things(home: HomePage, slug: str) -> bodies.Things:
    sizes = {"wide": (3000, 200), "tall": (300, 2400), "tiny": (8, 8)}
    images = {
        name: ImageFactory.create(file__width=width, file__height=height, credit=LONG_NAME).pk
        for name, (width, height) in sizes.items()
    }
    return bodies.Things(
        page=StandardPageFactory.create(parent=home, title=LONG_NAME, slug=slug).pk,
        document=DocumentFactory.create(title=UNBROKEN).pk,
        disclaimer=DisclaimerFactory.create(name=slug, text=SENTENCE * 20).pk,
        **images,
    )


def _standard_pages(home: HomePage, things: bodies.Things) -> Paths:
    empty = StandardPageFactory.create(parent=home, title="x", slug="empty")
    least = StandardPageFactory.create(
        parent=home, title="Least", slug="least", body=bodies.shortest(things)
    )
    most = StandardPageFactory.create(
        parent=home,
        title=LONG_HEADLINE,
        slug="overfull",
        introduction=LONG_SUMMARY,
        body=bodies.longest(things),
    )
    return {
        "standard page, empty": empty.url,
        "standard page, minimal": least.url,
        "standard page, overfull": most.url,
    }


def _small_desks(home: HomePage) -> Paths:
    empty = NewsDeskPageFactory.create(parent=home, title="Empty", slug="empty-desk")
    one = NewsDeskPageFactory.create(parent=home, title="One", slug="desk-of-one")
    article = _least_article(one)
    return {
        "desk, empty": empty.url,
        "desk, one article": one.url,
        "article, empty": article.url,
    }


def _least_article(desk: NewsDeskPage) -> ArticlePage:
    article = _article(desk, "x", title="x", shared_on=datetime.date(2020, 2, 29))
    _take_source_from(article)
    return article


def _take_source_from(article: ArticlePage) -> None:
    """As where the source was deleted: editors have to name one."""
    ArticlePage.objects.filter(pk=article.pk).update(source=None)
    article.refresh_from_db()


def _articles(desk: NewsDeskPage, things: bodies.Things) -> Paths:
    """Articles that each overdo something, and enough others for a second page."""
    source = SourceFactory.create(
        name=LONG_NAME, url=LONG_ADDRESS, description=LONG_SUMMARY, logo_id=things.wide
    )
    unbroken = SourceFactory.create(name=UNBROKEN, url="")
    everything = {
        "source_headline": LONG_NAME,
        "source_url": LONG_ADDRESS,
        "source_published_on": datetime.date(1998, 9, 1),
        "source_author": UNBROKEN,
        "summary": LONG_SUMMARY,
        "content_note": UNBROKEN,
        "image_id": things.tall,
        "image_alt": LONG_NAME,
        "featured": True,
    }
    made = {
        "article, minimal": _article(desk, "least", body=bodies.shortest(things)[:1]),
        "article, every block at its least": _article(
            desk,
            "short-blocks",
            body=[*bodies.shortest(things), *bodies.shortest_of_desk(things)],
        ),
        "article, right to left": _article(
            desk,
            "right-to-left",
            title=ARABIC_HEADLINE,
            source=SourceFactory.create(name="صحيفة الوادي"),
            source_headline=HEBREW_HEADLINE,
            summary=ARABIC,
            content_note=HEBREW_HEADLINE,
            body=bodies.right_to_left(),
        ),
        "article, emoji": _article(desk, "emoji", title=EMOJI, summary=EMOJI, source=unbroken),
        "article, without a source": _article(desk, "no-source", title=LONG_HEADLINE),
        "article, unbroken headline": _article(desk, "unbroken", title=UNBROKEN, source=unbroken),
        "article, overfull": _article(
            desk,
            "overfull",
            title=LONG_HEADLINE,
            source=source,
            body=bodies.sixty(things),
            shared_on=datetime.date(2026, 11, 20),
            **everything,
        ),
    }
    topics = [TopicFactory.create(name=name, description=LONG_SUMMARY) for name in names(40)]
    for name in ("article, overfull", "article, emoji", "article, without a source"):
        made[name].topics = topics
        made[name].save()
    _take_source_from(made["article, without a source"])
    for number in range(20):
        _article(desk, f"filler-{number}", title=f"{number}. {SENTENCE}")
    return {name: article.url for name, article in made.items()}


def _article(desk: NewsDeskPage, slug: str, **fields: Any) -> ArticlePage:
    article: ArticlePage = ArticlePageFactory.create(
        **{"parent": desk, "slug": slug, "title": slug.title(), **fields}
    )
    return article


def _lists(desk: NewsDeskPage) -> Paths:
    """Pages of topics and sources, with and without what explains them."""
    bare = TopicFactory.create(name="Bare", description="")
    long = TopicFactory._meta.model.objects.get(name=UNBROKEN)
    used = ArticlePage.objects.child_of(desk).exclude(source=None)
    plain = used.filter(source__description="").latest("pk").source
    described = used.exclude(source__description="").latest("pk").source
    return {
        "topic, empty": f"{desk.url}topics/{bare.slug}/",
        "topic, overfull": f"{desk.url}topics/{long.slug}/",
        "source, minimal": f"{desk.url}sources/{plain.slug}/",
        "source, overfull": f"{desk.url}sources/{described.slug}/",
    }


def make_empty_site() -> None:
    """A second site at EMPTY_HOST that nobody has put anything into, with a desk as empty."""
    root = HomePage.get_first_root_node()
    home = HomePageFactory.create(parent=root, title="Home", slug="empty-site")
    NewsDeskPageFactory.create(parent=home, title="News Desk", slug="news-desk")
    Site.objects.create(hostname=EMPTY_HOST, root_page=home, is_default_site=False)


def overfull_entries(place: str) -> list[Stored]:
    """Entries of every length, loose ones and groups, as many as the place takes."""
    labels = [name[:MOST_LABEL] for name in [*names(10), LONG_NAME]]
    loose = [to_address(LONG_ADDRESS, each, description=LONG_SUMMARY[:200]) for each in labels]
    if place == "utility":
        return loose[-4:]
    return [*loose, *(group(each, *loose, description=LONG_SUMMARY[:200]) for each in labels)]


def overfill_site() -> None:
    """Give the first site a name, menus and a home page that are too long."""
    site = Site.objects.get(is_default_site=True)
    organisation = Organisation.for_site(site)
    organisation.name = LONG_NAME
    organisation.telephone = "+44 20 7946 0147 " * 2
    organisation.email = f"{'a-very-long-mailbox-' * 3}@long.example"
    organisation.postal_address = "\n".join([ARABIC_HEADLINE, *names(4)])[:300]
    organisation.hours = LONG_SUMMARY[:120]
    organisation.accent = "#7a1fa2"
    organisation.footer_text = f"<p>{LONG_SUMMARY}</p><p>{ARABIC_HEADLINE}</p>"
    organisation.profiles = [
        ("profile", {"address": f"https://{EMPTY_HOST}/{number}", "label": label})
        for number, label in enumerate([*names(10), LONG_NAME[:60], ""])
    ]
    organisation.save()
    home = site.root_page.specific
    for menu in Menu.objects.filter(site=site):
        menu.entries = overfull_entries(menu.place)
        menu.save()
    home.refresh_from_db()
    home.introduction = LONG_SUMMARY * 2
    home.body = json.dumps(bodies.longest(_things(home, "linked-again")))
    home.save()
