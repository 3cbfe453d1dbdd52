"""Which names may mean the same."""

from __future__ import annotations

import pytest

from news.merging.likeness import alike, likest_first


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("BBC", "BBC News"),
        ("The Post", "Post"),
        ("the guardian", "The Guardian"),
        ("El País", "El Pais"),
        ("Süddeutsche Zeitung", "Suddeutsche  Zeitung"),
        ("BBC.co.uk", "BBC"),
        ("N.Y. Times", "NY Times"),
    ],
)
def test_names_that_may_mean_the_same_are_alike(one: str, other: str) -> None:
    assert alike({1: one, 2: other, 3: "Quite Another"}) == {1: [2], 2: [1]}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Post", "The Post Office"),
        ("The News", "The Online"),
        ("Ärzte", "Äcker"),
        ("日報", "時報"),
    ],
)
def test_names_that_mean_different_things_are_not(one: str, other: str) -> None:
    assert alike({1: one, 2: other}) == {}


def test_alike_names_come_first_and_the_others_stay_in_order() -> None:
    others = [(1, "Archive"), (2, "BBC News"), (3, "Zeit"), (4, "The BBC")]

    assert likest_first("BBC", others) == [2, 4, 1, 3]
