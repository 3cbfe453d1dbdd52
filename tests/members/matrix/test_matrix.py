"""Nobody is shown what is kept from them, and everybody what is not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import pytest

from core import memory
from tests.factories import restrict
from tests.members.matrix.conftest import Matrix
from tests.members.matrix.rules import is_teaser_of_members_only, promised
from tests.members.matrix.visitors import SIGNED_OUT
from tests.members.matrix.walk import Answer, ask, walk

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def answers(matrix: Matrix) -> list[Answer]:
    """Everybody's answers everywhere."""
    return walk(matrix.browsers, matrix.surfaces)


@pytest.fixture(scope="module")
def by_place(answers: list[Answer]) -> Mapping[str, dict[str, Answer]]:
    """The same by address and visitor."""
    found: dict[str, dict[str, Answer]] = defaultdict(dict)
    for answer in answers:
        found[answer.surface.path][answer.visitor] = answer
    return found


def test_nobody_is_shown_what_is_kept_from_them(matrix: Matrix, answers: list[Answer]) -> None:
    assert matrix.leaks(answers) == []


def test_everybody_is_shown_what_is_not(answers: list[Answer]) -> None:
    missing = [
        f"{answer} does not show {field} of {secret.name}"
        for answer in answers
        for secret in answer.surface.secrets
        for field in (*answer.surface.shows, *filter(None, [answer.surface.is_file]))
        if promised(
            "anonymous" if answer.surface.is_same_for_all else answer.visitor, secret, field
        )
        and (secret.name, field) not in answer.shown
        # What is asked by its own word is not told apart from the question.
        and secret.words.get(field, "") not in answer.surface.path
    ]

    assert missing == []


def test_no_answer_is_an_error(answers: list[Answer]) -> None:
    assert [str(answer) for answer in answers if answer.status >= 500] == []


def test_what_is_remembered_for_some_is_not_shown_to_others(
    matrix: Matrix, by_place: Mapping[str, dict[str, Answer]]
) -> None:
    """The other way round: whoever may read least comes first, to a process that knows nothing."""
    memory.clear()
    browsers = matrix.browsers_of("anonymous", "member", "other group", "administrator")

    again = walk(browsers, [each for each in matrix.surfaces if each.is_remembered])

    assert len(again) > 4 * 30
    assert [
        str(answer)
        for answer in again
        if answer.shown != by_place[answer.surface.path][answer.visitor].shown
    ] == []


def test_head_is_answered_as_get_without_the_page(
    matrix: Matrix, by_place: Mapping[str, dict[str, Answer]]
) -> None:
    heads = walk(matrix.browsers_of("member"), matrix.surfaces, "head")

    assert matrix.leaks(heads) == []
    for head in heads:
        got = by_place[head.surface.path][head.visitor]
        for name in ("Cache-Control", "Location", "Vary", "ETag", "Content-Type"):
            assert head.headers.get(name) == got.headers.get(name), (str(head), name)
        assert head.status == got.status


def test_copy_of_somebody_else_does_not_hold(
    matrix: Matrix, by_place: Mapping[str, dict[str, Answer]]
) -> None:
    """Whoever has learnt the mark of another reader's copy learns nothing by it."""
    asked = 0
    for answers in by_place.values():
        readers = [each for each in answers.values() if "ETag" in each.headers]
        refused = [each for each in answers.values() if each.status != 200]
        for other in refused if readers else []:
            marks = {"if-none-match": readers[0].headers["ETag"]}
            browser = matrix.browsers[other.visitor]
            again = ask(other.visitor, browser, other.surface, "get", **marks)
            assert again.status == other.status, str(again)
            asked += 1

    assert asked


def test_what_is_the_same_for_all_is_the_same(by_place: Mapping[str, dict[str, Answer]]) -> None:
    for answers in by_place.values():
        first = answers["anonymous"]
        if first.surface.is_same_for_all:
            different = [
                str(each)
                for each in answers.values()
                if each.status != first.status
                or (each.status != 404 and each.essence != first.essence)
            ]
            assert different == []


def test_answers_to_the_signed_in_stay_out_of_shared_caches(answers: list[Answer]) -> None:
    kept = [
        str(answer)
        for answer in answers
        if answer.visitor not in SIGNED_OUT and not answer.is_kept_from_shared_caches
    ]

    assert kept == []


def test_answers_to_the_signed_out_carry_no_cookie(answers: list[Answer]) -> None:
    with_cookie = {
        answer.surface.name
        for answer in answers
        # Whose session has ended is told to forget its cookie.
        if answer.visitor == "anonymous" and answer.sets_cookie
    }

    assert with_cookie == {answer.surface.name for answer in answers if answer.surface.has_form}
    for answer in answers:
        if answer.surface.has_form:
            assert "no-store" in answer.cache_control, str(answer)


def test_caches_are_told_where_the_answer_depends_on_who_asks(
    by_place: Mapping[str, dict[str, Answer]],
) -> None:
    unmarked = []
    for answers in by_place.values():
        depends = len({answer.essence for answer in answers.values()}) > 1
        for answer in answers.values():
            varies = "cookie" in answer.headers.get("Vary", "").lower()
            if depends and not (varies or answer.is_kept_from_shared_caches):
                unmarked.append(str(answer))

    assert unmarked == []


def test_site_for_members_shows_nothing_to_others(matrix: Matrix) -> None:
    """The home page stands above all others: what becomes of its restriction is tried here."""
    restrict(matrix.world.home, "Members")
    memory.forget()

    answers = walk(matrix.browsers_of("anonymous"), matrix.surfaces)

    # Documents and pictures follow their collection, wherever they are shown. An article that only
    # members may read for being in such a site has a teaser like any other.
    assert {
        (secret.name, field)
        for answer in answers
        for secret in matrix.world.secrets
        for name, field in answer.shown
        if name == secret.name
        and not (secret.kind == "file" and secret.restriction == "public")
        and not is_teaser_of_members_only(secret, field, answer.surface)
    } == set()
