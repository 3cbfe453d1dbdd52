"""Answers for machines that come again and again."""

from __future__ import annotations

import datetime
from types import SimpleNamespace

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from core import memory
from core.models import Generation
from core.revalidation import revalidated

pytestmark = pytest.mark.django_db


def ask(changed_by_itself: datetime.datetime | None = None, **headers: str) -> HttpResponse:
    """What somebody with these headers is answered."""
    request = RequestFactory().get("/feed/", headers=headers)
    return revalidated(request, lambda: HttpResponse("made"), changed_by_itself=changed_by_itself)


@pytest.fixture
def _a_second_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second in which something changed is over when somebody asks."""
    later = datetime.timedelta(seconds=1)
    monkeypatch.setattr(
        "core.revalidation.timezone", SimpleNamespace(now=lambda: timezone.now() + later)
    )


def test_change_within_the_same_second_is_told_by_date() -> None:
    moment = timezone.now().replace(microsecond=100_000)
    first = ask(moment)

    second = ask(moment.replace(microsecond=600_000), if_modified_since=first["Last-Modified"])

    assert second.status_code == 200


@pytest.mark.usefixtures("_a_second_later")
def test_copy_holds_until_anything_changes() -> None:
    memory.forget()
    first = ask()

    assert (first.status_code, first.content) == (200, b"made")
    assert first["Cache-Control"] == "public, max-age=300"
    again = ask(if_none_match=first["ETag"])
    assert (again.status_code, again["ETag"]) == (304, first["ETag"])
    assert ask(if_modified_since=first["Last-Modified"]).status_code == 304

    memory.forget()
    assert ask(if_none_match=first["ETag"]).status_code == 200


def test_nothing_is_made_for_who_has_it() -> None:
    etag = ask()["ETag"]
    request = RequestFactory().get("/feed/", headers={"if-none-match": etag})

    def must_not_be_called() -> HttpResponse:
        raise AssertionError

    assert revalidated(request, must_not_be_called).status_code == 304


def test_what_changes_by_itself_is_another_answer() -> None:
    memory.forget()
    now = timezone.now() + datetime.timedelta(seconds=5)

    assert ask(now)["ETag"] != ask()["ETag"]
    assert ask(now - datetime.timedelta(days=1))["ETag"] == ask()["ETag"]


@pytest.mark.parametrize("token", ["", "no time at all", "f" * 32])
def test_generation_of_unknown_age_is_old(token: str) -> None:
    Generation.objects.update_or_create(pk=Generation.ONLY, defaults={"token": token})

    assert memory.generation_began(memory.generation()).year == 1970
    assert ask()["Last-Modified"] == "Thu, 01 Jan 1970 00:00:00 GMT"
