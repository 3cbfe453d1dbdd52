"""The picture tag offers each width of a picture once, with its width."""

from __future__ import annotations

import re

import pytest
from django.template import Context, Template, TemplateSyntaxError

from tests.factories import ImageFactory

TAG = "{% picture image format-{webp,jpeg} width-{480,800,1280} sizes='100vw' alt='A room' %}"


def shown(width: int) -> str:
    """The tag's HTML for a picture of this width."""
    image = ImageFactory.create(file__width=width, file__height=10)
    return Template("{% load pictures %}" + TAG).render(Context({"image": image}))


def widths(html: str) -> list[list[str]]:
    """The widths that each srcset names."""
    return [re.findall(r"\S+ (\d+)w", each) for each in re.findall(r'srcset="([^"]*)"', html)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("width", "offered"),
    [(2000, ["480", "800", "1280"]), (600, ["480", "600"]), (300, ["300"])],
)
def test_each_width_is_offered_once_in_each_format(width: int, offered: list[str]) -> None:
    html = shown(width)

    assert widths(html) == [offered, offered]
    assert html.count('sizes="100vw"') == 2
    assert 'alt="A room"' in html


def test_no_image_shows_nothing() -> None:
    assert Template("{% load pictures %}" + TAG).render(Context({"image": None})) == ""


def test_assignment_to_a_variable_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError):
        Template("{% load pictures %}{% picture image width-{1,2} as it %}")
