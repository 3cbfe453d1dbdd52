"""`manage.py make_articles`: what it makes is what saving page by page would have made."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from pytest_django.fixtures import Settings
from wagtail.search.index import insert_or_update_object
from wagtail.search.models import IndexEntry

from core.memory import remember
from news.bulk import make_articles
from news.bulk.prose import MIDDLING, RARE, VERY_COMMON, prose
from news.models import ArticlePage, NewsDeskPage
from tests.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db


def index_rows() -> dict[str, dict[str, Any]]:
    """What the index says of each article, beside the row's own key and its norm."""
    entries = IndexEntry.objects.filter(content_type__model="articlepage").values()
    return {
        entry["object_id"]: {
            name: value for name, value in entry.items() if name not in ("id", "title_norm")
        }
        for entry in entries
    }


def test_articles_are_live_below_the_desk(client: Client, desk: NewsDeskPage) -> None:
    ArticlePageFactory(parent=desk)

    make_articles(desk, 30)

    desk.refresh_from_db()
    assert desk.numchild == 31
    assert ArticlePage.objects.child_of(desk).live().count() == 31
    assert ArticlePage.find_problems() == ([], [], [], [], [])
    for article in ArticlePage.objects.all():
        assert client.get(article.url).status_code == 200


def test_words_beside_the_body_are_those_that_saving_keeps(desk: NewsDeskPage) -> None:
    make_articles(desk, 20)

    for article in ArticlePage.objects.all():
        kept = (article.plain_text, article.word_count)
        article.read_body()
        assert kept == (article.plain_text, article.word_count)
        assert article.word_count > 100


def test_index_says_what_wagtail_would_say(desk: NewsDeskPage) -> None:
    make_articles(desk, 20)
    made = index_rows()

    for article in ArticlePage.objects.all():
        insert_or_update_object(article)

    assert len(made) == 20
    assert made == index_rows()


def test_no_row_is_left_for_the_next_save_to_norm(desk: NewsDeskPage) -> None:
    """Wagtail rewrites every row whose norm is 1 whenever a page is saved."""
    make_articles(desk, 20)

    made = IndexEntry.objects.filter(content_type__model="articlepage")
    assert not made.filter(title_norm=1.0).exists()


def test_called_again_it_adds_others(desk: NewsDeskPage) -> None:
    make_articles(desk, 5)
    first = set(ArticlePage.objects.values_list("slug", flat=True))

    make_articles(desk, 5)

    slugs = list(ArticlePage.objects.values_list("slug", flat=True))
    assert len(slugs) == len(set(slugs)) == 10
    assert first < set(slugs)


def test_article_of_a_number_is_always_the_same() -> None:
    assert prose(7, sources=40, topics=24) == prose(7, sources=40, topics=24)
    assert prose(7, sources=40, topics=24) != prose(8, sources=40, topics=24)


def test_words_are_as_rare_and_common_as_promised() -> None:
    texts = [prose(number, sources=40, topics=24) for number in range(4_000)]
    sets = [set(" ".join(text.paragraphs).lower().replace(".", "").split()) for text in texts]

    def share(word: str) -> float:
        return sum(word in words for words in sets) / len(sets)

    assert all(share(word) > 0.6 for word in VERY_COMMON)
    assert all(0.03 < share(word) < 0.07 for word in MIDDLING)
    assert all(share(word) < 0.003 for word in RARE)


def test_articles_differ_as_a_desk_s_articles_do(desk: NewsDeskPage) -> None:
    make_articles(desk, 300)

    articles = ArticlePage.objects.all()
    assert len({article.source_id for article in articles}) > 15
    assert {article.topics.count() for article in articles} == {0, 1, 2, 3}
    assert len({article.shared_on.year for article in articles}) == 20
    assert 0 < articles.filter(featured=True).count() < 30
    assert 0 < articles.exclude(content_note="").count() < 40


def test_every_so_manyth_is_for_members(client: Client, desk: NewsDeskPage) -> None:
    make_articles(desk, 10, restrict_every=5)

    answers = [client.get(article.url).content for article in ArticlePage.objects.all()]
    assert sum(b"This article is for members" in answer for answer in answers) == 2


def test_processes_forget_what_they_knew_of_the_desk(desk: NewsDeskPage) -> None:
    remember("number of articles", ArticlePage.objects.count)

    make_articles(desk, 3)

    assert remember("number of articles", ArticlePage.objects.count) == 3


def test_command_reports_and_makes_them() -> None:
    out = StringIO()

    call_command("make_articles", "3", "--restricted", "2", stdout=out)

    assert "3 articles" in out.getvalue()
    assert ArticlePage.objects.count() == 3


def test_command_refuses_on_a_real_site(settings: Settings) -> None:
    settings.DEMO_ALLOWED = False

    with pytest.raises(CommandError, match="DEMO_ALLOWED"):
        call_command("make_articles", "3")

    assert not ArticlePage.objects.exists()


@pytest.mark.parametrize("arguments", [["0"], ["-1"], ["1", "--restricted", "-1"]])
def test_command_refuses_nonsense(arguments: list[str]) -> None:
    with pytest.raises(CommandError):
        call_command("make_articles", *arguments)


def test_many_cost_few_statements(desk: NewsDeskPage) -> None:
    make_articles(desk, 1)
    before = len(connection.queries_log)
    connection.force_debug_cursor = True
    make_articles(desk, 500)
    connection.force_debug_cursor = False

    assert len(connection.queries_log) - before < 300
