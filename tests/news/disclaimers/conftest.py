"""A desk whose standing disclaimer has one wording, and somebody to work on it."""

from __future__ import annotations

import pytest

from news.models import Disclaimer, NewsDeskPage
from tests.factories import DisclaimerFactory


@pytest.fixture
def standing(desk: NewsDeskPage) -> Disclaimer:
    """What stands under the desk's articles."""
    desk.disclaimer = DisclaimerFactory.create(name="Standing", text="First words.")
    desk.save()
    return desk.disclaimer


@pytest.fixture
def other(db: None) -> Disclaimer:
    """A disclaimer that an article may name."""
    return DisclaimerFactory.create(name="Other", text="Other words.")
