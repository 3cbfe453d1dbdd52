"""Every type of page restricted in every way, with a word of its own in each field."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, Page

from home.models import HomePage, StandardPage
from news.models import ArticlePage, NewsDeskPage
from news.models.former import FormerTopic
from news.share_images.making import make_share_image
from tests.factories import (
    ArticlePageFactory,
    DisclaimerFactory,
    DocumentFactory,
    ImageFactory,
    NewsDeskPageFactory,
    SourceFactory,
    StandardPageFactory,
    TopicFactory,
    restrict,
)
from tests.members.matrix.canaries import canary
from tests.members.matrix.rules import LETS_IN
from tests.members.matrix.visitors import GROUP

# In every title, so that one search finds all of them.
COMMON = "lanternfish"

# Which groups the page itself is restricted to; others are what the section above them is.
GROUPS = {"members": ("Members",), "group": (GROUP,), "both": (GROUP,)}
IN_CLOSED_SECTION = {"inherited", "both", "alias"}


@dataclass
class Secret:
    """A page or file with a restriction: the words in its fields, and where it is."""

    kind: str
    restriction: str
    words: dict[str, str] = field(default_factory=dict)
    page: Any = None
    desk: Any = None
    # Of files that belong to it: what they are, and where they are served.
    files: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """How tests call it."""
        return f"{self.kind}, {self.restriction}"

    def word(self, field_name: str) -> str:
        """The word in this field."""
        self.words[field_name] = canary(self.name, field_name)
        return self.words[field_name]


@dataclass
class World:
    """All that there is to be kept from somebody."""

    home: HomePage
    secrets: list[Secret] = field(default_factory=list)
    # Open pages that lead to all of it.
    bridges: list[Any] = field(default_factory=list)

    def of_kind(self, *kinds: str) -> list[Secret]:
        """The secrets of these kinds."""
        return [secret for secret in self.secrets if secret.kind in kinds]

    def find(self, kind: str, restriction: str) -> Secret:
        """The secret of this kind that is restricted so."""
        return next(each for each in self.of_kind(kind) if each.restriction == restriction)


def picture(secret: Secret, collection: Collection | None = None) -> Any:
    """An image with words in its name and its title."""
    chosen = {"collection": collection} if collection else {}
    return ImageFactory(
        title=secret.word("image title"),
        file__filename=f"{secret.word('image name')}.png",
        **chosen,
    )


def document(secret: Secret, collection: Collection | None = None) -> Any:
    """A document with words in its name, its title and its text."""
    chosen = {"collection": collection} if collection else {}
    made = DocumentFactory(
        title=secret.word("document title"),
        file__filename=f"{secret.word('document name')}.txt",
        file__data=secret.word("document text").encode(),
        **chosen,
    )
    # Else whoever fetches it first has it reckoned and kept.
    made.get_file_hash()
    return made


def common_blocks(secret: Secret, image: Any) -> list[dict[str, Any]]:
    """Blocks that every body may hold."""
    figure = {"image": image.pk, "alt_text": secret.word("alternative text"), "decorative": False}
    return [
        {"type": "paragraph", "value": f"<p>{COMMON} {secret.word('body')}</p>"},
        {"type": "heading", "value": {"text": secret.word("heading"), "level": "h2"}},
        {"type": "image", "value": {"image": figure, "caption": secret.word("caption")}},
        {"type": "document", "value": {"document": document(secret).pk, "label": ""}},
    ]


def _about(secret: Secret) -> dict[str, Any]:
    """What every page has."""
    return {
        "title": f"{COMMON} {secret.word('title')}",
        "slug": secret.word("first slug" if secret.restriction == "alias" else "slug"),
        "seo_title": secret.word("title for search engines"),
        "search_description": secret.word("description for search engines"),
    }


def make_article(secret: Secret, desk: Page) -> ArticlePage:
    """An article that fills every field that a reader could be shown."""
    image = picture(secret)
    quotation = {
        "quotation": secret.word("pull quote"),
        "speaker": secret.word("speaker"),
        "speaker_description": "",
    }
    link = {"label": secret.word("label of a link"), "address": "https://example.org/"}
    source = SourceFactory(
        name=secret.word("source"),
        slug=secret.word("slug of the source"),
        description=secret.word("source described"),
    )
    topic = TopicFactory.create(
        name=secret.word("topic"),
        slug=secret.word("slug of the topic"),
        description=secret.word("topic described"),
    )
    FormerTopic.objects.create(
        key=1_000_000 + topic.pk, slug=f"former-topic-{topic.pk}", into=topic
    )
    disclaimer = DisclaimerFactory.create(text=secret.word("disclaimer in the text"))
    article: ArticlePage = ArticlePageFactory(
        parent=desk,
        **_about(secret),
        source=source,
        source_headline=secret.word("source headline"),
        source_author=secret.word("source author"),
        source_url=f"https://example.org/{secret.word('address of the original')}/",
        summary=secret.word("summary"),
        content_note=secret.word("content note"),
        image=image,
        image_alt=secret.word("alternative text of the lead"),
        shared_on=timezone.localdate(),
        disclaimer=DisclaimerFactory.create(text=secret.word("disclaimer")),
        body=[
            *common_blocks(secret, image),
            {"type": "pull_quotes", "value": {"heading": "", "quotations": [quotation]}},
            {"type": "case_study_links", "value": {"heading": "", "links": [link]}},
            {"type": "note", "value": {"heading": "", "text": f"<p>{secret.word('note')}</p>"}},
            {"type": "disclaimer", "value": disclaimer.pk},
            {"type": "unconverted", "value": {"source": secret.word("unconverted")}},
        ],
    )
    article.topics = [topic]
    article.save_revision().publish()
    make_share_image(article)
    return article


def make_page(secret: Secret, above: Page) -> StandardPage:
    """A page of its own."""
    page: StandardPage = StandardPageFactory(
        parent=above,
        **_about(secret),
        show_in_menus=True,
        introduction=secret.word("introduction"),
        body=common_blocks(secret, picture(secret)),
    )
    page.save_revision().publish()
    return page


def make_desk(secret: Secret, above: Page) -> NewsDeskPage:
    """A desk, whose feeds hold whole articles."""
    desk: NewsDeskPage = NewsDeskPageFactory(
        parent=above,
        **_about(secret),
        introduction=secret.word("introduction"),
        disclaimer=DisclaimerFactory.create(text=secret.word("standing disclaimer")),
        feeds_in_full=True,
    )
    return desk


# How to make a page of each type. A new type has to be added here.
MAKERS: dict[str, Callable[[Secret, Page], Any]] = {
    "desk": make_desk,
    "page": make_page,
    "article": make_article,
}
# Desks stand below the home page alone: nothing above them is restricted but the whole site.
RESTRICTIONS = {
    "desk": ("public", "members", "group"),
    "page": tuple(LETS_IN),
    "article": tuple(LETS_IN),
}
# Under what a page of a kind stands; None is the home page.
SECTION_OF: dict[str, str | None] = {"desk": None, "page": "page", "article": "desk"}


def make_world() -> World:
    """Everything there is to be kept from somebody."""
    world = World(HomePage.objects.get())
    for kind, make in MAKERS.items():
        for restriction in RESTRICTIONS[kind]:
            world.secrets.append(_make(world, kind, restriction, make))
    world.secrets += make_files()
    return world


def _make(world: World, kind: str, restriction: str, make: Callable[..., Any]) -> Secret:
    secret = Secret(kind, restriction)
    place = _place(world, kind, closed=restriction in IN_CLOSED_SECTION)
    secret.page = make(secret, place)
    if restriction == "alias":
        place = _place(world, kind, closed=False)
        secret.page = secret.page.create_alias(parent=place, update_slug=secret.word("slug"))
    elif restriction in GROUPS:
        restrict(secret.page, *GROUPS[restriction])
    if kind == "article":
        secret.desk = place
        secret.page = ArticlePage.objects.get(pk=secret.page.pk)
        make_share_image(secret.page)
        secret.page = ArticlePage.objects.get(pk=secret.page.pk)
    return secret


def _place(world: World, kind: str, *, closed: bool) -> Any:
    section = SECTION_OF[kind]
    if section is None or (section == kind and not closed):
        return world.home
    page = world.find(section, "members" if closed else "public").page
    page.refresh_from_db()
    return page


def make_files() -> Iterator[Secret]:
    """An image and a document in a collection with each restriction, shown on no page."""
    root = Collection.get_first_root_node()
    assert root
    closed = _collection(root, "closed", "Members")
    for restriction in LETS_IN:
        if restriction == "alias":
            continue  # Collections have none.
        above = closed if restriction in IN_CLOSED_SECTION else root
        collection = _collection(above, restriction, *GROUPS.get(restriction, ()))
        secret = Secret("file", restriction)
        secret.files = {
            "image": picture(secret, collection).get_rendition("width-5").url,
            "document": document(secret, collection).url,
        }
        yield secret


def _collection(above: Collection, name: str, *groups: str) -> Collection:
    above.refresh_from_db()
    collection: Collection = above.add_child(name=name)
    if groups:
        row = CollectionViewRestriction.objects.create(
            collection=collection, restriction_type=CollectionViewRestriction.GROUPS
        )
        row.groups.set(Group.objects.filter(name__in=groups))
    return collection
