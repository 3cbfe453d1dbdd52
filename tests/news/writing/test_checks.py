"""Articles are checked by the desk's rules; other pages by Wagtail's alone."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client, RequestFactory
from django.utils.functional import Promise
from wagtail.admin.userbar import AdminItem, BaseItem, ContentCheckerItem

from core.models import DeskImage
from home.models import HomePage
from members.models import User
from news.models import ArticlePage, NewsDeskPage
from news.writing.checks import RULES, ArticleChecker, check_articles
from tests.factories import ArticlePageFactory, ImageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(desk: NewsDeskPage) -> ArticlePage:
    """An article with little in it."""
    return ArticlePageFactory.create(parent=desk, title="A reading room")


def items_for(page: Any, items: list[BaseItem]) -> list[BaseItem]:
    """Wagtail's items as the hook leaves them."""
    check_articles(RequestFactory().get("/"), items, page)
    return items


def test_article_gets_the_rules_of_the_desk(article: ArticlePage) -> None:
    other, checker = items_for(article, [AdminItem(), ContentCheckerItem(in_editor=True)])

    assert isinstance(other, AdminItem)
    assert isinstance(checker, ArticleChecker)
    assert checker.in_editor


def test_new_article_does_so_too() -> None:
    [checker] = items_for(ArticlePage(), [ContentCheckerItem()])

    assert isinstance(checker, ArticleChecker)


def test_other_pages_keep_the_checks_of_wagtail(home_page: HomePage) -> None:
    for page in (None, home_page):
        [checker] = items_for(page, [ContentCheckerItem()])

        assert type(checker) is ContentCheckerItem


def test_rules_of_wagtail_still_run() -> None:
    configuration = ArticleChecker().get_axe_configuration(RequestFactory().get("/"))
    before = ContentCheckerItem().get_axe_configuration(RequestFactory().get("/"))

    assert set(before["options"]["runOnly"]) < set(configuration["options"]["runOnly"])
    assert set(before["messages"]) < set(configuration["messages"])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_runs_has_its_test_and_says_what_to_do(rule: Any) -> None:
    configuration = ArticleChecker().get_axe_configuration(RequestFactory().get("/"))
    script = finders.find("news/writing/article-checks.js")
    assert isinstance(script, str)
    tests = Path(script).read_text(encoding="utf-8")

    assert rule.name in configuration["options"]["runOnly"]
    assert any(each["id"] == rule.name for each in configuration["spec"]["rules"])
    assert any(each["id"] == rule.check for each in configuration["spec"]["checks"])
    assert re.search(rf"^    '?{rule.test}'?: ", tests, re.MULTILINE)
    said = configuration["messages"][rule.name]
    assert all(isinstance(words, Promise) and str(words) for words in said.values())


def test_names_are_used_once() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_editor_gets_the_rules_with_the_page(
    client: Client, editor: User, article: ArticlePage
) -> None:
    client.force_login(editor)

    page = client.get(f"/admin/pages/{article.pk}/edit/").content.decode()

    found = re.search(r'id="checker-axe-configuration"[^>]*>(.*?)</script>', page, re.DOTALL)
    assert found
    assert "desk-summary-missing" in json.loads(found[1])["messages"]


def test_readers_get_neither_checks_nor_marks(client: Client, article: ArticlePage) -> None:
    give_undescribed_picture(article)

    page = client.get(article.get_url()).content.decode()

    assert "<h1>A reading room</h1>" in page
    assert "data-undescribed" not in page
    assert "article-checks" not in page
    assert "desk-summary" not in page


def test_preview_marks_pictures_that_nobody_described(article: ArticlePage) -> None:
    give_undescribed_picture(article)

    page = preview(article)

    assert page.count("data-undescribed") == 3


def test_preview_does_not_mark_what_is_described_or_decorative(article: ArticlePage) -> None:
    give_undescribed_picture(article)
    article.image_alt = "A stove"
    first, *others = article.body
    first.value["image"].contextual_alt_text = "A chair"
    for other in others:
        for figure in other.value["images"]:
            figure["image"].decorative = True

    assert "data-undescribed" not in preview(article)


def give_undescribed_picture(article: ArticlePage) -> None:
    """Put a picture that nobody described above the text, into it, and into a gallery."""
    image: DeskImage = ImageFactory.create()
    value = {"image": {"image": image.pk, "alt_text": "", "decorative": False}, "caption": ""}
    article.image = image
    article.body = [
        {"type": "image", "value": value},
        {"type": "gallery", "value": {"heading": "", "images": [value]}},
    ]
    article.save()
    article.refresh_from_db()


def preview(article: ArticlePage) -> str:
    """The page as the editor's preview has it."""
    response: Any = article.make_preview_request()
    return str(response.render().content.decode())
