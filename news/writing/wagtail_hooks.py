"""What registers the helps for writing with Wagtail."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks
from wagtail.admin.telepath import register

from news.blocks import ArticleBodyBlock
from news.writing import paste_urls
from news.writing.checks import check_articles
from news.writing.paste_adapter import ArticleBodyAdapter

register(ArticleBodyAdapter(), ArticleBodyBlock)
hooks.register("construct_wagtail_userbar", check_articles)


@hooks.register("register_admin_urls")
def register_paste() -> list[URLPattern | URLResolver]:
    """Where the editor's form sends what was pasted."""
    return [path("news-desk/", include(paste_urls))]
