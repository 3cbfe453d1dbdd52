"""Everywhere that something could show: addresses, and what readers find there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import cycle
from urllib.parse import quote

from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from core.api import exposed_models
from core.sitemaps import sections_of
from news.feeds.formats import FORMATS
from tests.members.matrix.bridges import PROMOTED, old_of, older_of
from tests.members.matrix.content import COMMON, IN_CLOSED_SECTION, Secret, World

API = "/api/v2/pages/"
SIGN_IN = "/account/login/"


@dataclass(frozen=True)
class Surface:
    """An address to ask for."""

    name: str
    path: str
    # What readers find there: these fields of these secrets.
    shows: tuple[str, ...] = ()
    secrets: tuple[Secret, ...] = ()
    # Whoever asks is answered the same: what everybody may read.
    is_same_for_all: bool = False
    # Made of what a process remembers for everybody who may read the same.
    is_remembered: bool = False
    # Answers with a file: whoever gets it has seen this field.
    is_file: str = ""
    # A form that only a page of ours can send: it needs a cookie.
    has_form: bool = False

    def __str__(self) -> str:
        return f"{self.name} ({self.path})"


def all_surfaces(world: World) -> list[Surface]:
    """Every address of the site that a visitor could ask for."""
    remembered = [*_site_wide(world), *_bridges(world)]
    found = [replace(each, is_remembered=not each.is_same_for_all) for each in remembered]
    found += [*_for_programs(world), *_signing_in(world)]
    makers = {"desk": _of_desk, "article": _of_article, "file": _of_file}
    for secret in world.secrets:
        if secret.page is not None:
            found += _of_any_page(secret)
        if secret.kind in makers:
            found += makers[secret.kind](secret)
    return found


def _site_wide(world: World) -> Iterator[Surface]:
    desks, pages = tuple(world.of_kind("desk")), tuple(world.of_kind("page"))
    articles = tuple(world.of_kind("article"))
    everything, search = (*desks, *pages, *articles), f"/search/?q={COMMON}"
    # The first of them was shared before the others, of which there are enough.
    yield Surface("home", "/", ("summary",), articles[1:])
    yield Surface("menu", "/nothing-is-here/", ("title", "slug"), everything)
    yield Surface("site map", "/site-map/", ("title",), (*desks, *pages))
    yield Surface("search page", "/search/", ("topic", "source"), articles)
    yield Surface("search", search, ("content note",), articles)
    yield Surface("search, literally", f"{search}&exact=1", ("body",), pages)
    yield Surface("search, newest first", f"{search}&sort=date", ("title",), everything)
    yield Surface("search, second page", f"{search}&page=2")
    yield Surface("search, filtered", f"{search}&year={timezone.localdate().year}")
    yield Surface("search, any word", "/search/?q=zqx", ("content note",), articles)
    yield Surface("promoted", f"/search/?q={PROMOTED}", ("title",), everything)
    yield Surface("nothing found", "/search/?q=xylophonist", ("topic",), articles)
    yield Surface("suggestions", f"/search/suggest/?q={COMMON[:6]}")
    yield Surface("suggestions, any word", "/search/suggest/?q=zqx")


def _for_programs(world: World) -> Iterator[Surface]:
    articles = tuple(world.of_kind("article"))

    def same(name: str, path: str, *shows: str) -> Surface:
        return Surface(name, path, shows, articles if shows else (), is_same_for_all=True)

    yield same("llms.txt", "/llms.txt", "title", "slug", "summary")
    yield same("robots", "/robots.txt")
    yield same("opensearch", "/opensearch.xml")
    yield same("sitemap", "/sitemap.xml")
    for name in sections_of(Site.objects.get()):
        shown = ("slug",) if name in ("articles", "news") else ()
        yield same(f"sitemap of {name}", f"/sitemap-{name}.xml", *shown)
    yield same("API", f"{API}?limit=50", "title", "slug")
    yield same("API, all fields", f"{API}?limit=50&fields=*", "title")
    yield same("API, backwards", f"{API}?limit=50&order=-first_published_at")
    for model in exposed_models():
        label = model._meta.label
        yield same(f"API of {label}", f"{API}?type={label}&fields=*&limit=50")


def _signing_in(world: World) -> Iterator[Surface]:
    yield Surface("sign-in", SIGN_IN, has_form=True)
    yield Surface("sign-in gate", "/account/login-gate/")
    yield Surface("sign-out", "/account/logout/")
    yield Surface("Wagtail's sign-in", "/_util/login/")
    yield Surface("the admin's sign-in", "/admin/login/")
    for secret in world.secrets:
        if secret.page is not None and secret.restriction == "members":
            key, name = secret.page.pk, secret.name
            restriction = PageViewRestriction.objects.get(page=key).pk
            password = f"/_util/authenticate_with_password/{restriction}/{key}/"
            yield Surface(f"{name}, sign-in", f"{SIGN_IN}?next={secret.page.url}", has_form=True)
            yield Surface(f"{name}, Wagtail's password", password)


def _bridges(world: World) -> Iterator[Surface]:
    """Open pages with links to all others: they name the titles of what the visitor may read."""
    article, page = world.bridges
    yield Surface("open page that links", page.url)
    yield Surface("open article that links", article.url)
    yield Surface("open article that links, plain", f"{article.url}index.md")
    for each in world.bridges:
        yield Surface(f"{each.slug} in the API", f"{API}{each.pk}/", is_same_for_all=True)


def _of_any_page(secret: Secret) -> Iterator[Surface]:
    page, name, one = secret.page, secret.name, (secret,)
    shown = ("title", "description for search engines")
    yield Surface(f"{name}, page", page.url, shown, one)
    yield Surface(f"{name}, without its last slash", page.url.rstrip("/"))
    yield Surface(f"{name}, by its key", f"/-/page/{page.pk}/", ("slug",), one)
    yield Surface(f"{name}, redirected to", old_of(secret), ("slug",), one)
    yield Surface(f"{name}, redirected to its address", older_of(secret), ("slug",), one)
    for where, path, fields in (
        ("in the API", f"{page.pk}/", ("title", "slug")),
        ("found by its key", f"find/?id={page.pk}", ()),
        ("found by its address", f"find/?html_path={page.url}", ()),
    ):
        yield Surface(f"{name}, {where}", API + path, fields, one, is_same_for_all=True)


def _of_desk(secret: Secret) -> Iterator[Surface]:
    today, url = timezone.localdate(), secret.page.url
    for name, path in (
        ("year", f"{today.year}/"),
        ("month", f"{today.year}/{today.month:02}/"),
        ("year, as a filter", f"?year={today.year}"),
        ("second page", "?page=2"),
    ):
        yield Surface(f"{secret.name}, {name}", url + path, is_remembered=True)
    for form in FORMATS:
        yield Surface(
            f"{secret.name}, {form} feed",
            f"{url}feed/{form}/",
            ("title",),
            (secret,),
            is_same_for_all=secret.restriction == "public",
        )


def _of_article(secret: Secret) -> Iterator[Surface]:
    page, desk, name, one = secret.page, secret.desk.url, secret.name, (secret,)
    topic, source = page.topics.get(), page.source
    by_topic, by_source = quote(topic.path_below_desk), quote(source.path_below_desk)
    merged = f"topics/former-topic-{topic.pk}/"
    yield Surface(f"{name}, plain", f"{page.url}index.md", ("body", "summary"), one)
    picture = f"/media/{page.share_image.file}"
    yield Surface(f"{name}, share image", picture, (), one, is_file="title")
    yield Surface(f"{name}, topic", desk + by_topic, ("summary",), one, is_remembered=True)
    yield Surface(f"{name}, source", desk + by_source, ("summary",), one, is_remembered=True)
    yield Surface(f"{name}, topic and source", f"{desk}{by_topic}?source={source.slug}")
    yield Surface(f"{name}, year and topic", f"{desk}{page.shared_on.year}/?topic={topic.slug}")
    yield Surface(f"{name}, topic that was merged", desk + merged)
    on_open_desk = secret.restriction not in IN_CLOSED_SECTION - {"alias"}
    for path, form in zip((by_topic, by_source, merged), cycle(FORMATS), strict=False):
        feed = f"{desk}{path}feed/{form}/"
        yield Surface(f"{name}, {form} feed", feed, is_same_for_all=on_open_desk)
    yield from _searches(secret, topic.slug, source.slug)


def _searches(secret: Secret, topic: str, source: str) -> Iterator[Surface]:
    for name, slug in (("topic", topic), ("source", source)):
        search = f"/search/?q={COMMON}&{name}={slug}"
        listed = f"{API}?type=news.ArticlePage&{name}={slug}&fields=*"
        # As somebody types who begins with its name.
        suggest = f"/search/suggest/?q={secret.words[name][:9]}"
        yield Surface(f"{secret.name}, search by {name}", search)
        yield Surface(f"{secret.name}, API by {name}", listed, is_same_for_all=True)
        yield Surface(f"{secret.name}, suggestions for {name}", suggest, is_remembered=True)
    mistyped = "+".join(f"{secret.words[name][:-1]}-" for name in ("title", "topic", "source"))
    yield Surface(f"{secret.name}, mistyped", f"/search/?q={mistyped}", is_remembered=True)


def _of_file(secret: Secret) -> Iterator[Surface]:
    for name, path in secret.files.items():
        yield Surface(f"{secret.name}, {name}", path, (), (secret,), is_file=f"{name} file")
