"""A request's changes are whole or not there."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIRequest
from django.db import connection
from django.db.transaction import non_atomic_requests
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory
from django.test.client import BOUNDARY, MULTIPART_CONTENT, FakePayload, encode_multipart
from django.urls import reverse
from wagtail.models import PageLogEntry, Revision

from core.memory import remember
from core.middleware import SAFE_METHODS, AtomicWritesMiddleware
from members.models import User
from news.models import ArticlePage, NewsDeskPage, Topic
from tests.core.standins import BoomError, Counted
from tests.factories import ArticlePageFactory

View = Callable[[HttpRequest], HttpResponseBase]


def carry_out(request: HttpRequest, view: View) -> HttpResponseBase | None:
    """Have the middleware run the view, as Django does."""
    middleware = AtomicWritesMiddleware(lambda _request: HttpResponse())
    return middleware.process_view(request, view, (), {})


def write(_request: HttpRequest) -> HttpResponse:
    """A view that changes something."""
    Topic.objects.create(name="Written")
    return HttpResponse("written")


def write_and_raise(error: Exception) -> View:
    """A view that changes something and then fails."""

    def view(request: HttpRequest) -> HttpResponse:
        write(request)
        raise error

    return view


def is_written() -> bool:
    """Whether the view's change is there."""
    return Topic.objects.filter(name="Written").exists()


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "ANYTHING"])
def test_change_is_kept_when_the_view_answers(method: str) -> None:
    request = RequestFactory().generic(method, "/")

    response = carry_out(request, write)

    assert response is not None
    assert response.status_code == 200
    assert is_written()


@pytest.mark.parametrize("status", [200, 302, 400, 403, 404, 409, 422, 500])
def test_change_is_kept_with_whatever_status_the_view_answers(status: int) -> None:
    """A form shown again with its faults may have noted something all the same."""

    def view(request: HttpRequest) -> HttpResponse:
        write(request)
        return HttpResponse(status=status)

    carry_out(RequestFactory().post("/"), view)

    assert is_written()


@pytest.mark.parametrize(
    "error", [BoomError(), Http404(), PermissionDenied(), BadRequest(), ValueError()], ids=repr
)
def test_nothing_is_left_of_a_view_that_raises(error: Exception) -> None:
    with pytest.raises(type(error)):
        carry_out(RequestFactory().post("/"), write_and_raise(error))

    assert not is_written()


@pytest.mark.parametrize("method", sorted(SAFE_METHODS))
def test_reading_takes_no_transaction(method: str) -> None:
    def view(_request: HttpRequest) -> HttpResponse:
        raise AssertionError("Django calls the view itself")

    assert carry_out(RequestFactory().generic(method, "/"), view) is None


def test_view_that_wants_no_transaction_is_left_to_django() -> None:
    assert carry_out(RequestFactory().post("/"), non_atomic_requests(write)) is None


def test_view_gets_its_arguments() -> None:
    middleware = AtomicWritesMiddleware(lambda _request: HttpResponse())

    def view(_request: HttpRequest, first: int, *, second: int) -> HttpResponse:
        return HttpResponse(f"{first} {second}")

    response = middleware.process_view(RequestFactory().post("/"), view, (1,), {"second": 2})

    assert isinstance(response, HttpResponse)
    assert response.content == b"1 2"


class SlowBody(FakePayload):
    """A request's body that notes whether it was read within a transaction."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.read_in_transaction: list[bool] = []

    def read(self, *args: Any, **kwargs: Any) -> Any:
        self.read_in_transaction.append(connection.in_atomic_block)
        return super().read(*args, **kwargs)


FILES = {"title": "A", "file": SimpleUploadedFile("a.txt", b"x" * 10_000)}


@pytest.mark.parametrize(
    ("method", "content", "content_type"),
    [
        ("POST", b"title=A", "application/x-www-form-urlencoded"),
        ("POST", encode_multipart(BOUNDARY, FILES), MULTIPART_CONTENT),
        ("POST", json.dumps({"title": "A"}).encode(), "application/json"),
        ("POST", b"A", ""),
        ("PUT", b"A", "text/plain"),
        ("PUT", b"title=A", "application/x-www-form-urlencoded"),
        ("PATCH", encode_multipart(BOUNDARY, FILES), MULTIPART_CONTENT),
        ("DELETE", b"{}", "application/json"),
    ],
)
def test_body_is_read_before_the_transaction_begins(
    method: str, content: bytes, content_type: str
) -> None:
    """A slow client must not hold SQLite's only write lock."""
    body = SlowBody(content)
    environ = RequestFactory().generic(method, "/", content, content_type).environ
    request = WSGIRequest(environ | {"wsgi.input": body})
    seen: list[Any] = []

    def view(request: HttpRequest) -> HttpResponse:
        assert connection.in_atomic_block
        seen.append(request.POST or request.body)
        return HttpResponse()

    carry_out(request, view)

    assert seen[0]
    assert body.read_in_transaction
    assert not any(body.read_in_transaction)


@pytest.fixture
def article(desk: NewsDeskPage) -> ArticlePage:
    """A live article."""
    return ArticlePageFactory(parent=desk, title="As it was", slug="as-it-was")


def publish(client: Client, article: ArticlePage) -> int:
    """Publish a change as an editor does; return the answer's status."""
    data = {
        "title": "As it should become",
        "slug": "as-it-was",
        "source": article.source_id,
        "shared_on": "2024-05-01",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "related_picks-TOTAL_FORMS": "0",
        "related_picks-INITIAL_FORMS": "0",
        "action-publish": "action-publish",
    }
    url = reverse("wagtailadmin_pages:edit", args=[article.pk])
    return client.post(url, data).status_code


def test_publishing_that_breaks_in_the_middle_leaves_nothing_behind(
    client: Client, editor: User, article: ArticlePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(editor)
    client.raise_request_exception = False
    value = Counted()
    remember("witness", value)
    save = ArticlePage.save

    def save_and_break(page: ArticlePage, *args: Any, **kwargs: Any) -> None:
        save(page, *args, **kwargs)
        if page.live and page.title == "As it should become":
            raise BoomError

    monkeypatch.setattr(ArticlePage, "save", save_and_break)

    assert publish(client, article) == 500

    article.refresh_from_db()
    assert (article.title, article.draft_title) == ("As it was", "As it was")
    assert not Revision.objects.for_instance(article).exists()
    assert not PageLogEntry.objects.filter(page=article.pk, action="wagtail.publish").exists()
    remember("witness", value)
    assert value.computed == 1


def test_publishing_that_ends_well_is_kept(
    client: Client, editor: User, article: ArticlePage
) -> None:
    client.force_login(editor)

    assert publish(client, article) == 302

    article.refresh_from_db()
    assert article.title == "As it should become"
    assert PageLogEntry.objects.filter(page=article.pk, action="wagtail.publish").count() == 1
