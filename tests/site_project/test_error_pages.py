"""Error pages: the right status, in the site's look, and as little needed as there may be left."""

from __future__ import annotations

import html
from typing import Any

import html5lib
import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from django.utils.html import strip_tags
from pytest_django.fixtures import Settings

from home.models import HomePage, Organisation
from members.models import User
from site_project import urls, views


def breaks(request: HttpRequest) -> HttpResponse:
    """A view that fails."""
    raise RuntimeError("a secret of the code")


def refuses(request: HttpRequest) -> HttpResponse:
    """A view that is not for this visitor."""
    raise PermissionDenied("a secret reason")


def does_not_understand(request: HttpRequest) -> HttpResponse:
    """A view that cannot make sense of the request."""
    raise BadRequest("a secret reason")


urlpatterns = [
    path("breaks/", breaks),
    path("refuses/", refuses),
    path("does-not-understand/", does_not_understand),
    *urls.urlpatterns,
]
handler400 = urls.handler400
handler403 = urls.handler403
handler404 = urls.handler404
handler500 = urls.handler500


@pytest.fixture
def failing_views(settings: Settings) -> None:
    """The site, and views that fail in every way."""
    settings.ROOT_URLCONF = __name__


def text_of(response: Any) -> str:
    """The words of an error page, which has to be a page of the site."""
    page = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(page)
    assert 'href="/static/css/site.css"' in page
    assert page.count("<h1>") == 1
    assert '<meta name="robots" content="noindex">' in page
    assert 'href="/"' in page
    text = strip_tags(page)
    assert "secret" not in text
    assert "Traceback" not in text
    return text


def test_unknown_address_is_404(client: Client, home_page: HomePage) -> None:
    response = client.get("/nowhere/")

    assert response.status_code == 404
    text = text_of(response)
    assert "There is no page at this address" in text
    # The menu is there as a way on.
    assert "News Desk" in text


def test_refusal_is_403_and_says_how_to_reach_us(
    client: Client, failing_views: None, home_page: HomePage, stranger: User
) -> None:
    Organisation.objects.create(site=home_page.get_site(), name="R", email="office@example.org")
    anonymous = text_of(client.get("/refuses/"))
    client.force_login(stranger)
    response = client.get("/refuses/")

    assert response.status_code == 403
    text = text_of(response)
    assert "You are signed in as Sam Stranger" in text
    assert "office@example.org" in html.unescape(text)
    assert "office@" not in text
    assert "You are signed in" not in anonymous
    assert "no-store" in response.headers["Cache-Control"]


def test_form_without_its_token_is_403_and_says_to_send_it_again(home_page: HomePage) -> None:
    response = Client(enforce_csrf_checks=True).post("/account/login/", {"username": "x"})

    assert response.status_code == 403
    assert "Please go back and send it again" in text_of(response)
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "", "a b", "[::2]"])
def test_another_host_is_400_without_asking_the_database(client: Client, host: str) -> None:
    """The database is closed to this test."""
    response = client.get("/", headers={"host": host})

    assert response.status_code == 400
    assert "We could not make sense of that request" in text_of(response)


def test_request_that_makes_no_sense_is_400(
    client: Client, failing_views: None, home_page: HomePage
) -> None:
    response = client.get("/does-not-understand/")

    assert response.status_code == 400
    assert "We could not make sense of that request" in text_of(response)


def test_failure_is_500_and_tells_nothing_of_the_code(
    failing_views: None, home_page: HomePage
) -> None:
    response = Client(raise_request_exception=False).get("/breaks/")

    assert response.status_code == 500
    assert "Something broke on our side" in text_of(response)


def test_failing_database_is_500_in_our_look(failing_views: None) -> None:
    """The database is closed to this test: whoever asks it, fails."""
    response = Client(raise_request_exception=False).get("/")

    assert response.status_code == 500
    assert "Something broke on our side" in text_of(response)


@pytest.mark.parametrize(("view", "status"), [(views.bad_request, 400), (views.server_error, 500)])
def test_page_without_database_is_made_from_nothing(view: object, status: int) -> None:
    assert callable(view)
    response = view(HttpRequest())

    assert response.status_code == status
    assert text_of(response)


@pytest.mark.parametrize("view", [views.permission_denied, views.page_not_found])
def test_other_pages_work_for_a_request_no_site_answers_to(db: None, view: object) -> None:
    HomePage.objects.get().get_site().delete()
    request = RequestFactory().get("/")
    request.user = AnonymousUser()

    assert callable(view)
    assert text_of(view(request, Exception("a secret reason")))


def test_error_pages_carry_the_headers_of_all_pages(
    client: Client, failing_views: None, home_page: HomePage
) -> None:
    client.raise_request_exception = False
    for address in ("/nowhere/", "/refuses/", "/does-not-understand/", "/breaks/"):
        headers = client.get(address).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"], address
        assert headers["X-Content-Type-Options"] == "nosniff", address
