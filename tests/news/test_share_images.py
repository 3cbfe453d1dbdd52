"""The pictures that other sites show beside links to articles."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.test import Client
from django_tasks_db.models import DBTaskResult
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks

from core import memory
from home.models import Organisation
from members.models import User
from news.models import ArticlePage, NewsDeskPage, ShareImage, Source
from news.share_images import drawing, typesetting
from news.share_images.drawing import Content, draw
from news.tasks import share_image
from tests.factories import ArticlePageFactory, ImageFactory, SourceFactory, restrict

PLAIN = Content("Libraries stay open", "The Outlet", "September 2015", "Reading Rooms", "")


def drawn(**changed: str) -> Image.Image:
    """The picture of the plain content with these changes."""
    content = Content(**{**PLAIN.__dict__, **changed})
    data, suffix = draw(content)
    assert len(data) <= 200_000
    picture = Image.open(BytesIO(data))
    assert (picture.format, suffix) in [("PNG", "png"), ("JPEG", "jpg")]
    assert picture.size == (1200, 630)
    return picture.convert("RGB")


def ink(picture: Image.Image, top: int, bottom: int) -> int:
    """How many pixels of the picture's width between the edges are not paper."""
    part = picture.crop((drawing.EDGE, top, 1200 - drawing.EDGE, bottom))
    colours = part.getcolors(part.width * part.height) or []
    return sum(number for number, colour in colours if colour != (0xFB, 0xFA, 0xF7))


def headline_ink(picture: Image.Image) -> int:
    """How much is written where the headline stands."""
    return ink(picture, drawing.HEADLINE_FROM, drawing.FOOT_AT - 24)


def test_picture_shows_headline_source_and_organisation() -> None:
    picture = drawn()

    assert headline_ink(picture) > 5_000
    assert ink(picture, 30, 100) > 500
    assert ink(picture, drawing.FOOT_AT, 600) > 500
    assert ink(drawn(source="", date=""), 30, 100) == 0
    assert ink(drawn(organisation=""), drawing.FOOT_AT, 600) == 0


@pytest.mark.parametrize(
    "headline",
    [
        "x",
        "Word " * 100,
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk" * 5,
        "Библиотеки остаются открытыми",
        "Łódź, Škoda, naïve café – “½ price” → Ελληνικά",
        "A\u00a0b\tc\nd\u200be\x0bf",
    ],
)
def test_any_headline_in_the_fonts_scripts_fits(headline: str) -> None:
    picture = drawn(headline=headline)

    assert headline_ink(picture) > 300
    # Nothing touches the rule, the organisation or the edges.
    assert ink(picture, drawing.HEADLINE_TO + 14, drawing.FOOT_AT - 22) == 0
    edge = picture.crop((1200 - drawing.EDGE + 4, 100, 1200, drawing.FOOT_AT - 30))
    assert len(edge.getcolors() or []) == 1


@pytest.mark.parametrize(
    "headline", ["図書館は開いたまま", "المكتبات مفتوحة", "Reading 図書館", "हिन्दी"]
)
def test_scripts_the_font_lacks_are_not_drawn_as_boxes(headline: str) -> None:
    assert typesetting.printable(headline) == ""
    # Then the organisation stands in the headline's place, and not twice.
    picture = drawn(headline=headline)
    assert headline_ink(picture) == headline_ink(drawn(headline="Reading Rooms"))
    assert ink(picture, drawing.FOOT_AT, 600) == 0


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Reading 📚 rooms", "Reading rooms"),
        ("👩‍🚒️ first", "first"),
        ("a\u200bb\u00adc", "abc"),
        ("e\u0301", "é"),
        ("  a \n b ", "a b"),
        ("\x00\x1b", ""),
    ],
)
def test_signs_that_are_no_letters_are_left_out(text: str, printed: str) -> None:
    assert typesetting.printable(text) == printed


def test_lines_are_about_equally_long() -> None:
    length: Callable[[str], float] = len

    assert typesetting.wrapped("aaa bb cc d", length, 6) == ["aaa bb", "cc d"]
    assert typesetting.balanced("aaaa bbbb cccc dddd e", length, 20) == ["aaaa bbbb", "cccc dddd e"]
    assert typesetting.wrapped("abcdefgh", length, 3) == ["abc", "def", "gh"]
    assert typesetting.balanced("", length, 3) == []


def test_colours_are_the_sites() -> None:
    css = (Path(settings.PROJECT_DIR) / "static/css/site.css").read_text()
    light = css[: css.index("prefers-color-scheme: dark")]

    for name in ("paper", "ink", "soft", "rule", "accent"):
        [colour] = re.findall(rf"--{name}: (#\w+);", light)
        assert getattr(drawing, name.upper()) == colour


@pytest.mark.django_db
def test_logo_stands_beside_the_name_and_a_broken_one_is_done_without() -> None:
    def stored(data: bytes) -> str:
        return default_storage.save("images/logo.png", ContentFile(data))

    target = BytesIO()
    Image.new("RGB", (900, 300), "#0000ff").save(target, "PNG")
    colours = drawn(logo=stored(target.getvalue())).getcolors(1 << 20) or []
    # Fitted into 300 by 72 pixels.
    assert sum(number for number, colour in colours if colour == (0, 0, 255)) > 200 * 60

    for name in (stored(b"no picture"), "images/lost.png"):
        assert drawn(logo=name).tobytes() == drawn().tobytes()


def test_photograph_for_a_logo_does_not_make_it_heavy(tmp_path: Path) -> None:
    noise = Image.effect_noise((300, 72), 90).convert("RGB")
    big = Image.merge("RGB", [Image.effect_noise((1200, 630), 90) for _ in range(3)])
    big.paste(noise)

    data, suffix = drawing._encoded(big)

    assert suffix == "jpg"
    assert data.startswith(b"\xff\xd8")


# --- The worker ---------------------------------------------------------------------------------


@pytest.fixture
def article(desk: NewsDeskPage) -> ArticlePage:
    """An article of an organisation with a logo."""
    Organisation.objects.create(site=desk.get_site(), name="Reading Rooms", logo=ImageFactory())
    article: ArticlePage = ArticlePageFactory(
        parent=desk, title="Libraries stay open", source=SourceFactory(name="The Outlet")
    )
    return article


def image_of(article: ArticlePage) -> ShareImage:
    """The article's picture."""
    return ShareImage.objects.get(article=article)


def fetch(client: Client, image: ShareImage) -> Any:
    """The answer to somebody who asks for the picture."""
    return client.get(f"/media/{image.file}")


def test_publishing_asks_the_worker_within_its_transaction(desk: NewsDeskPage) -> None:
    article: ArticlePage = ArticlePageFactory(parent=desk, live=False)
    revision = article.save_revision()
    asked = DBTaskResult.objects.filter(task_path="news.tasks.share_image")
    assert not asked.exists()

    revision.publish()

    assert [task.args_kwargs["args"] for task in asked] == [[article.pk]]
    assert not ShareImage.objects.exists()


def test_worker_makes_the_picture_once(article: ArticlePage) -> None:
    before = memory.generation()

    assert share_image.call(article.pk) is True

    image = image_of(article)
    assert re.fullmatch(rf"share/{article.pk}-[0-9a-f]{{32}}\.png", str(image.file))
    with default_storage.open(str(image.file)) as file, Image.open(file) as picture:
        assert picture.size == (1200, 630)
    # Pages forget that there was none.
    now = memory.generation()
    assert now != before

    assert share_image.call(article.pk) is False
    assert image_of(article).file == image.file
    assert memory.generation() == now


@pytest.mark.parametrize("changed", ["headline", "source", "organisation", "logo", "date"])
def test_picture_is_made_anew_when_it_would_show_something_else(
    article: ArticlePage,
    changed: str,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    share_image.call(article.pk)
    old = image_of(article)
    if changed == "headline":
        ArticlePage.objects.filter(pk=article.pk).update(title="Another one")
    elif changed == "source":
        Source.objects.update(name="Another one")
    elif changed == "date":
        ArticlePage.objects.filter(pk=article.pk).update(source_published_on="2015-09-21")
    else:
        organisation = Organisation.objects.get()
        value = "Another one" if changed == "organisation" else ImageFactory()
        setattr(organisation, "name" if changed == "organisation" else "logo", value)
        organisation.save()

    with django_capture_on_commit_callbacks(execute=True):
        assert share_image.call(article.pk) is True
        # Until the change is certain, the old one is still there.
        assert default_storage.exists(str(old.file))

    new = image_of(article)
    assert new.file != old.file
    assert default_storage.exists(str(new.file))
    assert not default_storage.exists(str(old.file))


def test_lost_file_is_made_again(article: ArticlePage) -> None:
    share_image.call(article.pk)
    old = image_of(article)
    default_storage.delete(str(old.file))

    assert share_image.call(article.pk) is True
    assert image_of(article).file != old.file


def test_worker_leaves_alone_what_is_gone_or_offline(article: ArticlePage) -> None:
    article.unpublish()

    assert share_image.call(article.pk) is False
    assert share_image.call(0) is False
    assert not ShareImage.objects.exists()


def test_failure_leaves_no_file_and_what_was_there(
    article: ArticlePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    share_image.call(article.pk)
    old = image_of(article)
    ArticlePage.objects.filter(pk=article.pk).update(title="Another one")

    def fail() -> None:
        raise RuntimeError("no memory")

    monkeypatch.setattr("news.share_images.making.forget", fail)
    with pytest.raises(RuntimeError):
        share_image.call(article.pk)

    assert image_of(article).made_of == old.made_of
    assert default_storage.listdir("share")[1] == [Path(str(old.file)).name]


def test_picture_goes_with_its_article(
    article: ArticlePage, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    share_image.call(article.pk)

    with django_capture_on_commit_callbacks(execute=True):
        article.delete()

    assert default_storage.listdir("share")[1] == []


# --- The address --------------------------------------------------------------------------------


def test_everybody_gets_the_picture_of_an_open_article_for_ever(
    client: Client, article: ArticlePage
) -> None:
    share_image.call(article.pk)

    response = fetch(client, image_of(article))

    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert b"".join(response).startswith(b"\x89PNG")


def test_picture_of_a_private_article_is_for_its_readers(
    client: Client, article: ArticlePage, member: User, stranger: User
) -> None:
    share_image.call(article.pk)
    restrict(article, "Members")
    image = image_of(article)

    assert fetch(client, image).status_code == 404
    client.force_login(stranger)
    assert fetch(client, image).status_code == 404
    client.force_login(member)
    response = fetch(client, image)
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    response.close()


def test_picture_is_gone_while_its_article_is_offline(client: Client, article: ArticlePage) -> None:
    share_image.call(article.pk)
    article.unpublish()

    assert fetch(client, image_of(article)).status_code == 404


def test_no_other_address_has_a_picture(client: Client, article: ArticlePage) -> None:
    share_image.call(article.pk)
    name = Path(str(image_of(article).file)).name
    default_storage.save("share/1-secret.txt", ContentFile(b"x"))
    others = [
        name.replace(f"{article.pk}-", f"{article.pk + 1}-"),
        name.partition("-")[2],
        "1-secret.txt",
        "1" * 30 + "-x.png",
        "-x.png",
        "x",
    ]

    for other in others:
        assert client.get(f"/media/share/{other}").status_code == 404, other
    default_storage.delete(f"share/{name}")
    assert client.get(f"/media/share/{name}").status_code == 404


# --- The command --------------------------------------------------------------------------------


def test_command_asks_for_what_is_missing(
    article: ArticlePage, desk: NewsDeskPage, capsys: pytest.CaptureFixture[str]
) -> None:
    other = ArticlePageFactory(parent=desk)
    ArticlePageFactory(parent=desk, live=False)
    share_image.call(article.pk)
    asked = DBTaskResult.objects.filter(task_path="news.tasks.share_image")

    call_command("make_share_images")
    assert [task.args_kwargs["args"] for task in asked] == [[other.pk]]
    assert "asked for: 1" in capsys.readouterr().out

    asked.delete()
    call_command("make_share_images", "--all", verbosity=0)
    assert {task.args_kwargs["args"][0] for task in asked} == {article.pk, other.pk}
    assert capsys.readouterr().out == ""
