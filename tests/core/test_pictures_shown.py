"""Pictures in several sizes and formats, and the worker that makes them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.template import Context, Template
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from core import memory
from core.models import DeskImage, DeskRendition
from core.pictures_shown import making_all_sizes
from core.tasks import make_pictures
from home.models import HomePage
from members.models import User
from news.models import ArticlePage, NewsDeskPage
from tests.factories import ArticlePageFactory, ImageFactory, StandardPageFactory, restrict
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
SIZES = "width-{100,200,300}"


def show(image: DeskImage | None, rest: str = 'alt="A shelf"') -> str:
    """The tag's HTML."""
    template = Template(f'{{% picture_of image "{SIZES}" {rest} %}}')
    return template.render(Context({"image": image, "hostile": '"><script>'}))


def large(**fields: Any) -> DeskImage:
    """A picture larger than all sizes it is shown in."""
    image: DeskImage = ImageFactory(file__width=400, file__height=300, **fields)
    return image


def figure(image: DeskImage) -> dict[str, Any]:
    """A block with the picture."""
    return {"type": "image", "value": {"image": {"image": image.pk, "decorative": True}}}


def formats(html: str) -> list[str]:
    """What a browser can choose from, in its order."""
    return re.findall(r'<source type="image/(\w+)"', html)


def test_every_format_comes_in_every_size() -> None:
    with making_all_sizes():
        html = show(large(), 'sizes="50vw" alt="A shelf" loading="lazy"')

    assert formats(html) == ["avif", "webp"]
    widths = re.findall(r"\.(avif|webp) (\d+)w", html)
    assert widths == [(kind, width) for kind in formats(html) for width in ("100", "200", "300")]
    assert html.count('sizes="50vw"') == 2
    [img] = re.findall("<img[^>]*>", html)
    assert ".jpg" in img
    for said in ('width="200"', 'height="150"', 'alt="A shelf"', 'loading="lazy"'):
        assert said in img
    for url in re.findall(r"/media/(\S+)", html.replace('"', " ")):
        assert default_storage.exists(url)


def test_reader_waits_for_one_jpeg_at_most() -> None:
    image = large()

    html = show(image)

    assert formats(html) == []
    assert [rendition.filter_spec for rendition in DeskRendition.objects.all()] == [
        "format-jpeg|width-200"
    ]
    image.get_rendition("format-avif|width-100")
    assert formats(show(image)) == []


def test_small_picture_is_offered_once_for_each_width() -> None:
    with making_all_sizes():
        html = show(ImageFactory(file__width=150, file__height=100))

    assert re.findall(r"\.avif (\d+)w", html) == ["100", "150"]


def test_hostile_attributes_stay_attributes() -> None:
    with making_all_sizes():
        html = show(large(), "sizes=hostile alt=hostile title=hostile")

    assert "<script>" not in html


def test_no_picture_is_nothing_and_a_lost_one_breaks_nothing() -> None:
    assert show(None) == ""
    image = large()
    Path(image.file.path).unlink()

    assert "<img" in show(image)


def test_worker_makes_all_that_an_article_shows(client: Client, desk: NewsDeskPage) -> None:
    lead, block = large(), large()
    article = ArticlePageFactory(
        parent=desk, image=lead, image_decorative=True, body=[figure(block)]
    )
    assert formats(client.get(article.url).content.decode()) == []
    before = memory.generation()

    assert make_pictures.call(article.pk) > 0

    assert memory.generation() != before
    assert formats(client.get(article.url).content.decode()) == ["avif", "webp"] * 2
    assert formats(client.get("/news-desk/").content.decode())[:2] == ["avif", "webp"]
    assert lead.renditions.filter(filter_spec="format-jpeg|width-800").exists()
    made = DeskRendition.objects.count()
    client.get(article.url)
    client.get("/news-desk/")
    client.get("/")
    assert DeskRendition.objects.count() == made


def test_worker_does_nothing_twice(desk: NewsDeskPage) -> None:
    article = ArticlePageFactory(parent=desk, body=[figure(large())])
    make_pictures.call(article.pk)
    before = memory.generation()

    assert make_pictures.call(article.pk) == 0
    assert memory.generation() == before


def test_worker_makes_pictures_of_pages_for_members_too(
    client: Client, home_page: HomePage, member: User
) -> None:
    page = StandardPageFactory(parent=home_page, slug="inside", body=[figure(large())])
    restrict(page, "Members")

    assert make_pictures.call(page.pk) > 0

    client.force_login(member)
    assert formats(client.get("/inside/").content.decode()) == ["avif", "webp"]


def test_worker_leaves_alone_what_is_gone_or_not_published(desk: NewsDeskPage) -> None:
    draft = ArticlePageFactory(parent=desk, live=False, body=[figure(large())])

    assert make_pictures.call(draft.pk) == 0
    assert make_pictures.call(desk.pk) == 0
    assert make_pictures.call(0) == 0
    assert not DeskRendition.objects.exists()


def test_publishing_asks_the_worker_and_saving_a_draft_does_not(
    desk: NewsDeskPage, home_page: HomePage
) -> None:
    def asked() -> list[Any]:
        path = "core.tasks.make_pictures"
        tasks = DBTaskResult.objects.filter(task_path=path).order_by("enqueued_at")
        return [task.args_kwargs["args"] for task in tasks]

    article: ArticlePage = ArticlePageFactory(parent=desk, live=False)
    revision = article.save_revision()
    assert asked() == []
    revision.publish()
    page = StandardPageFactory(parent=home_page, live=False)
    page.save_revision().publish()
    desk.save_revision().publish()

    assert asked() == [[article.pk], [page.pk]]


def test_pictures_cost_no_query_more_than_their_sizes(client: Client, desk: NewsDeskPage) -> None:
    one = ArticlePageFactory(parent=desk, body=[figure(large())])
    many = ArticlePageFactory(parent=desk, body=[figure(large()) for _ in range(8)])
    make_pictures.call(one.pk)
    make_pictures.call(many.pk)

    assert len(queries_of(client, many.url)) == len(queries_of(client, one.url))
    with CaptureQueriesContext(connection) as captured:
        client.get(many.url)
    assert not [query for query in captured if query["sql"].startswith("INSERT")]
