import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from site_project.launch.website import read_accounts, wait_until_it_answers, welcome


class Site(BaseHTTPRequestHandler):
    hosts: list[str | None] = []  # noqa: RUF012 -- one server a test

    def do_GET(self) -> None:
        self.hosts.append(self.headers["Host"])
        self.send_response(503)
        self.end_headers()

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[HTTPServer]:
    server = HTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_first_answer_is_returned_whatever_it_is(site: HTTPServer) -> None:
    port = site.server_address[1]

    assert wait_until_it_answers(port, threading.Event()) == 503
    assert Site.hosts == [f"localhost:{port}"]


def test_asking_ends_when_given_up(free_port: int) -> None:
    class GivenUp(threading.Event):
        """Given up after the third attempt, without any waiting."""

        attempts = 0

        def wait(self, timeout: float | None = None) -> bool:
            self.attempts += 1
            if self.attempts == 3:
                self.set()
            return self.is_set()

    given_up = GivenUp()

    assert wait_until_it_answers(free_port, given_up) is None
    assert given_up.attempts == 3


def test_welcome_names_addresses_accounts_and_the_password_once() -> None:
    text = welcome(8123, "kobu-rati", [("Editor", "e@x.org"), ("Administrator", "a@x.org")], 200)

    assert "News Desk is running." in text
    assert "http://localhost:8123/\n" in text
    assert "http://localhost:8123/admin/" in text
    assert text.count("kobu-rati") == 1
    assert "Editor         e@x.org" in text


def test_welcome_shows_no_password_without_accounts_and_calls_no_error_running() -> None:
    text = welcome(8000, "kobu-rati", [], 500)

    assert "kobu-rati" not in text
    assert "is running" not in text
    assert "with an error (500)" in text


@pytest.mark.parametrize("content", [None, "", "{}", "[1]", '[{"role": "Editor"}]', "null"])
def test_accounts_that_cannot_be_read_are_none(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "demo_accounts.json"
    if content is not None:
        path.write_text(content)

    assert read_accounts(path) == []


def test_accounts_are_read(tmp_path: Path) -> None:
    path = tmp_path / "demo_accounts.json"
    path.write_text('[{"role": "Éditeur", "email": "e@x.org"}]', encoding="utf-8")

    assert read_accounts(path) == [("Éditeur", "e@x.org")]
