"""Open places that lead to what is private: links, menus, redirects, promotions, picks."""

from __future__ import annotations

from typing import Any

from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from core.link_lists import link_lists
from navigation.models import Menu
from news.models import ArticlePage
from news.models.beside_articles import RelatedPick
from tests.factories import ArticlePageFactory, NoticeFactory, StandardPageFactory
from tests.members.matrix.content import Secret, World
from tests.navigation.compose import entry, group, set_menu, to_page

PROMOTED = "promoted"


def lead_to(world: World) -> None:
    """Make the site lead to every secret page in every way it can."""
    secrets = world.of_kind("desk", "page", "article")
    _fill_menus(secrets)
    query = Query.get(PROMOTED)
    for position, secret in enumerate(secrets):
        site = world.home.get_site()
        Redirect.add_redirect(old_of(secret), redirect_to=secret.page, is_permanent=False)
        Redirect.objects.create(
            old_path=older_of(secret).rstrip("/"), redirect_link=secret.page.url, site=site
        )
        SearchPromotion.objects.create(query=query, page=secret.page, sort_order=position)
    links = "".join(
        f'<p><a linktype="page" id="{secret.page.pk}">Read on</a></p>' for secret in secrets
    )
    NoticeFactory(text=links, site=world.home.get_site())
    world.bridges = [_article(world, secrets, links), _page(world, links)]


def old_of(secret: Secret) -> str:
    """An address that a redirect leads from to the page."""
    return f"/old-{secret.page.pk}/"


def older_of(secret: Secret) -> str:
    """An address that a redirect leads from to the page's address, as somebody typed it."""
    return f"/older-{secret.page.pk}/"


def _fill_menus(secrets: list[Secret]) -> None:
    entries = [to_page(secret.page) for secret in secrets]
    lists = [entry("list", list=each.name, most=20) for each in link_lists()]
    set_menu("main", *entries, *lists)
    Menu.objects.filter(place="footer").update(entries=[group("All", *entries, *lists)])
    Menu.objects.get(place="footer").save()


def _article(world: World, secrets: list[Secret], links: str) -> ArticlePage:
    desk = world.find("desk", "public").page
    desk.refresh_from_db()
    article: ArticlePage = ArticlePageFactory(parent=desk, title="A bridge", slug="bridge")
    cases: list[dict[str, Any]] = [{"label": "", "page": each.page.pk} for each in secrets]
    article.body = [
        {"type": "paragraph", "value": links},
        {"type": "case_study_links", "value": {"heading": "", "links": cases[:50]}},
    ]
    article.related_picks = [
        RelatedPick(article=each.page) for each in secrets if each.kind == "article"
    ]
    article.save_revision().publish()
    return article


def _page(world: World, links: str) -> Any:
    body = [{"type": "paragraph", "value": links}]
    return StandardPageFactory(parent=world.home, title="Bridge", slug="bridge", body=body)
