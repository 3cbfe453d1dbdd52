"""What the helps for writing register with Wagtail; news.wagtail_hooks imports it."""

from __future__ import annotations

from django.urls import URLResolver, include, path
from wagtail import hooks
from wagtail.admin.telepath import register

from news.blocks import ArticleBodyBlock
from news.writing import urls
from news.writing.checks import check_articles
from news.writing.paste_adapter import ArticleBodyAdapter

register(ArticleBodyAdapter(), ArticleBodyBlock)
hooks.register("construct_wagtail_userbar", check_articles)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLResolver]:
    """What the article's form asks, and new articles that begin with something."""
    return [path("news/writing/", include(urls))]
