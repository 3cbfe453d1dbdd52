"""The processes on trial, seen from the test, and a database for them."""

from __future__ import annotations

import http.client
import json
import os
import re
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.db import connection, connections

from tests.core.processes import ROOT
from tests.navigation.races.server import ACT, COMMITTED
from tests.postgresql import fresh_database

ANSWER_SECONDS = 60
# Different in every answer, by Django's design.
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
FURNITURE = re.compile(r'<header class="site-head">.*?</header>|<footer.*?</footer>', re.DOTALL)


@contextmanager
def copy_of_database(folder: Path) -> Iterator[str]:
    """The name of a copy of the tests' database, gone at the end."""
    if connection.vendor == "sqlite":
        name = str(folder / "races.sqlite3")
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [name])
        yield name
        return
    template = str(connection.settings_dict["NAME"])
    # A database that somebody is connected to cannot be copied.
    connections.close_all()
    with fresh_database(os.environ["DATABASE_URL"], "news_desk_races", template) as url:
        yield url.rpartition("/")[2]


@dataclass(frozen=True)
class Answer:
    """What of a page has to be the same from every process."""

    status: int
    location: str
    furniture: tuple[str, ...]

    def lines(self) -> list[str]:
        """As text."""
        return [f"{self.status} {self.location}", *"".join(self.furniture).split("\n")]


class Process:
    """A process of the site, killed at the end."""

    def __init__(self, database: str, folder: Path, *arguments: str) -> None:
        self._environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "site_project.settings.test",
            "DATABASE_OF_THE_TEST": database,
            "MEDIA_OF_THE_TEST": str(folder / "media"),
            # What a killed process leaves behind is cleared away with the test's folder.
            "TMPDIR": str(folder),
        }
        self._arguments = arguments
        self._port = 0
        self._log = folder / f"log{'-'.join(['', *arguments, secrets.token_hex(4)])}"

    def __enter__(self) -> Process:
        with self._log.open("w") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.navigation.races.server", *self._arguments],
                cwd=ROOT,
                env=self._environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        return self

    def __exit__(self, *_exception: object) -> None:
        self._process.kill()
        self._process.communicate(timeout=10)

    def wait_until_it_serves(self) -> None:
        """Learn its port; fail with what it wrote if it does not come up."""
        assert self._process.stdout
        said = self._process.stdout.readline()
        assert said.startswith("port "), self.log
        self._port = int(said.removeprefix("port "))

    @property
    def log(self) -> str:
        """What it wrote to standard error."""
        return self._log.read_text()

    def browser(self) -> Browser:
        """A connection to it."""
        return Browser(self._port)


class Browser:
    """One connection, kept open: one thread of the process and one connection to the database."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=ANSWER_SECONDS)

    def __enter__(self) -> Browser:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._connection.close()

    def get(self, address: str, session: str) -> Answer:
        """A page as somebody sees it; without a session, somebody who is not signed in."""
        status, headers, body = self._ask("GET", address, session)
        furniture = tuple(TOKEN.sub("", each) for each in FURNITURE.findall(body))
        return Answer(status, headers.get("Location", ""), furniture)

    def act(self, act: str, **arguments: Any) -> tuple[Any, float | None]:
        """Have the process do something; return what it answers and when that was committed."""
        status, headers, body = self._ask("POST", ACT + act, "", json.dumps(arguments))
        assert status == 200, body
        return json.loads(body), _committed(headers)

    def post(self, path: str, fields: dict[str, Any], session: str) -> tuple[float | None, str]:
        """Send a form to the admin. Returns when it was committed, and why it was refused."""
        status, headers, body = self._ask("POST", path, session, urlencode(fields, doseq=True))
        is_done = status == 302 or (status == 200 and (not body or "_done" in body[:40]))
        return _committed(headers), "" if is_done else f"{status}: {_words(body)}"

    def _ask(
        self, method: str, path: str, session: str, body: str | None = None
    ) -> tuple[int, http.client.HTTPMessage, str]:
        secret = "s" * 32
        cookies = f"csrftoken={secret}" + (f"; sessionid={session}" if session else "")
        headers = {"Cookie": cookies, "Host": "localhost", "X-CSRFToken": secret}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        return response.status, response.headers, response.read().decode(errors="replace")


def _committed(headers: http.client.HTTPMessage) -> float | None:
    value = headers.get(COMMITTED)
    return float(value) if value else None


def _words(body: str) -> str:
    errors = re.findall(r'class="[^"]*error[^"]*"[^>]*>(.*?)</', body, re.DOTALL)
    return " | ".join(" ".join(each.split()) for each in errors)[:2000] or body[:500]
