"""Places that apps fill without being known where they are shown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.template import Context
from django.utils.safestring import SafeString

from core import places
from core.places import contribute, contributions_to, withdraw

PLACE = "test.place"


def first(_context: Context) -> SafeString:
    return SafeString("first")


def second(_context: Context) -> SafeString:
    return SafeString("second")


def third(_context: Context) -> SafeString:
    return SafeString("third")


@pytest.fixture(autouse=True)
def _tidy() -> Iterator[None]:
    yield
    places._contributions.pop(PLACE, None)


def test_contributions_stand_in_the_order_they_came() -> None:
    for function in (first, second, third):
        contribute(PLACE)(function)

    assert contributions_to(PLACE) == [first, second, third]


def test_lower_orders_come_first() -> None:
    contribute(PLACE, order=200)(third)
    contribute(PLACE)(second)
    contribute(PLACE, order=10)(first)

    assert contributions_to(PLACE) == [first, second, third]


def test_function_contributes_once_however_often_it_is_registered() -> None:
    assert contribute(PLACE)(first) is first
    contribute(PLACE)(first)

    assert contributions_to(PLACE) == [first]


def test_contribution_can_be_taken_back() -> None:
    contribute(PLACE)(first)
    contribute(PLACE)(second)

    withdraw(PLACE, first)
    withdraw(PLACE, third)

    assert contributions_to(PLACE) == [second]


def test_places_are_apart() -> None:
    contribute(PLACE)(first)

    assert contributions_to("test.other") == []
