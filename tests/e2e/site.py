"""A News Desk as `make run` starts it, on data of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from tests.e2e import prepared
from tests.e2e.prepared import WORK, run
from tests.forks import Stem
from tests.kept import CHECKOUT
from tests.postgresql import fresh_database

PASSWORD = "a password for the browser tests"
START_SECONDS = 60


@dataclass(frozen=True)
class RunningSite:
    """A site that answers, and the environment its commands run in."""

    url: str
    var: Path
    environment: dict[str, str]
    stem: Stem

    def manage(self, *arguments: str) -> subprocess.Popen[str]:
        """Start one of the site's commands."""
        return subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=CHECKOUT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, code: str) -> str:
        """Run a few lines on the site, in a process of their own; what they printed."""
        ended = self.stem.manage("shell", "--verbosity", "0", "-c", code, seconds=START_SECONDS)
        assert ended.code == 0, ended.written
        return ended.written

    def change(self, code: str) -> str:
        """The same for lines that change what pages show: return once the server knows of it."""
        before = self._state()
        printed = self.run(code)
        deadline = time.monotonic() + START_SECONDS
        while self._state() == before:
            assert time.monotonic() < deadline, f"the server has not heard of {code}"
            time.sleep(0.05)  # between two looks; nothing depends on its length
        return printed

    def _state(self) -> str | None:
        """By what the server tells machines whether their copies still hold (core.revalidation)."""
        with urlopen(f"{self.url}/sitemap.xml") as response:  # noqa: S310 -- our own server
            return str(response.headers["ETag"])


def environment_for(var: Path, port: int, database: str | None) -> dict[str, str]:
    """The environment of a site that keeps everything below `var`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COV_")}
    kept |= {
        "DJANGO_SETTINGS_MODULE": "site_project.settings.local",
        "VAR_DIR": str(var),
        "PORT": str(port),
        "DEMO_PASSWORD": PASSWORD,
        "PYTHONUNBUFFERED": "1",
    }
    kept.pop("DATABASE_URL", None)
    return kept | ({"DATABASE_URL": database} if database else {})


@contextmanager
def running_site(own: Path) -> Iterator[RunningSite]:
    """A site with the demo's content; on PostgreSQL with a database of its own."""
    var = own / "var"
    port = free_port()
    with database_of_its_own() as database:
        environment = environment_for(var, port, database)
        if database:
            prepared.copy_static(environment, var)
            run(environment, "prepare", "database")
            run(environment, *WORK)
        else:
            prepared.copy_all(environment, var)
        with Stem(environment) as stem:
            site = RunningSite(f"http://localhost:{port}", var, environment, stem)
            with server(site, port):
                yield site


@contextmanager
def server(site: RunningSite, port: int) -> Iterator[None]:
    """The production server, stopped at the end."""
    with (site.var / "server.log").open("w") as log:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "1"),
                *("--host", "127.0.0.1", "--port", str(port), "site_project.wsgi:application"),
            ],
            cwd=CHECKOUT,
            env=site.environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_until_it_answers(site, process)
            yield
        finally:
            process.terminate()
            process.wait(20)


def wait_until_it_answers(site: RunningSite, process: subprocess.Popen[bytes]) -> None:
    """Return once the site serves its home page; fail with its log if it does not."""
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with socket.create_connection(("localhost", int(site.environment["PORT"])), timeout=10):
                return
        except OSError:
            time.sleep(0.1)  # between two looks at whether it is up; nothing depends on its length
    raise AssertionError((site.var / "server.log").read_text())


@contextmanager
def database_of_its_own() -> Iterator[str | None]:
    """A fresh PostgreSQL database where the tests run on PostgreSQL, else None."""
    server_url = os.environ.get("DATABASE_URL")
    if not server_url:
        yield None
        return
    with fresh_database(server_url) as url:
        yield url


def free_port() -> int:
    """A port nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
