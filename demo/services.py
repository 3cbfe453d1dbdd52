"""Load the demo site: make what is missing, leave alone what is there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from wagtail.models import Page, Site

from demo import content
from demo.accounts import ensure_accounts
from demo.bodies import rich_text, stream
from demo.menus import compose_menus
from demo.pages import add_article, add_standard_page, publish
from demo.stock import Stock
from home.models import HomePage, Organisation, StandardPage
from members.models import User
from news.models import ArticlePage, NewsDeskPage


class DemoError(Exception):
    """The site is not one that the demo can be loaded into; the message says why."""


@dataclass(frozen=True)
class Loaded:
    """What a load has made."""

    pages: int
    articles: int


def load(password: str, *, renew_passwords: bool) -> Loaded:
    """Make whatever of the demo site is missing, all of it or, on an error, nothing.

    New accounts get the password, existing ones only with `renew_passwords`. Raises DemoError where
    the site has lost its home page or its desk.
    """
    association = content.read("association")
    with transaction.atomic():
        site, home, desk = _find_site()
        people = ensure_accounts(association["accounts"], password, renew=renew_passwords)
        stock = Stock(home, desk, people["editor"])
        with _files_removed_on_failure(stock):
            pages = _make_pages(association["pages"], stock, people["administrator"])
            _introduce_organisation(site, association["organisation"], stock)
            _introduce_home(association["home"], stock, people["administrator"])
            _introduce_desk(stock, people["administrator"])
            compose_menus(site, stock, people["administrator"])
            return Loaded(pages, _make_articles(stock))


def _find_site() -> tuple[Site, HomePage, NewsDeskPage]:
    site = Site.objects.filter(is_default_site=True).first()
    home = HomePage.objects.filter(pk=site.root_page_id).first() if site else None
    if site is None or home is None:
        raise DemoError("This site has no home page of ours; the demo needs one to build on.")
    desk = NewsDeskPage.objects.child_of(home).order_by("path").first()
    if desk is None:
        raise DemoError("This site has no News Desk below its home page; the demo needs one.")
    return site, home, desk


@contextmanager
def _files_removed_on_failure(stock: Stock) -> Iterator[None]:
    try:
        yield
    except BaseException:
        for file in stock.stored:
            file.delete(save=False)
        raise


def _make_pages(entries: list[dict[str, Any]], stock: Stock, administrator: User) -> int:
    made: dict[int, list[dict[str, Any]]] = {}
    for entry in entries:
        parent_path, _, slug = entry["path"].rpartition("/")
        parent = stock.page(parent_path) if parent_path else stock.home
        if not Page.objects.child_of(parent).filter(slug=slug).exists():
            made[add_standard_page(entry, parent, administrator)] = entry["body"]
    for key, body in made.items():
        # Fetched anew: a page that was given pages below it since does not know of them.
        page = StandardPage.objects.get(pk=key)
        page.body = stream(body, stock)
        publish(page, administrator)
    return len(made)


def _make_articles(stock: Stock) -> int:
    there = set(ArticlePage.objects.on_desk(stock.desk).values_list("slug", flat=True))
    missing = [entry for entry in content.read_articles() if entry["slug"] not in there]
    for entry in missing:
        add_article(entry, stock)
    return len(missing)


def _introduce_organisation(site: Site, entry: dict[str, Any], stock: Stock) -> None:
    organisation = Organisation.for_site(site)
    if any((organisation.name, organisation.logo, organisation.telephone, organisation.email)):
        return
    for name in ("name", "telephone", "email", "hours"):
        setattr(organisation, name, entry[name])
    organisation.postal_address = entry["postal_address"].strip()
    organisation.footer_text = rich_text(entry["footer_text"], stock)
    organisation.profiles = [("profile", profile) for profile in entry["profiles"]]
    organisation.logo = stock.picture(entry["logo"])
    organisation.full_clean()
    organisation.save()


def _introduce_home(entry: dict[str, Any], stock: Stock, administrator: User) -> None:
    """Fill the home page that every site begins with, unless somebody has worked on it."""
    home = HomePage.objects.get(pk=stock.home.pk)
    if home.latest_revision_id is None:
        home.title = entry["title"]
        home.introduction = entry["introduction"]
        home.body = stream(entry["body"], stock)
        publish(home, administrator, as_action="wagtail.edit")


def _introduce_desk(stock: Stock, administrator: User) -> None:
    """Fill the desk that every site begins with, and let its standing disclaimer name us."""
    desk, entry = stock.desk, content.read("desk")["desk"]
    if desk.latest_revision_id is not None:
        return
    desk.introduction = entry["introduction"]
    publish(desk, administrator, as_action="wagtail.edit")
    if desk.disclaimer and desk.disclaimer.wordings.count() == 1:
        wording = entry["wording"]
        stock.add_wording(desk.disclaimer, wording["in_force_from"], wording["text"])
