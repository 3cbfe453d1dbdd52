"""A start from its first check to its last stopped process."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from .console import Console
from .crew import Crew, Program
from .install import install
from .lock import only_one
from .password import demo_password
from .places import Places
from .port import parse_port, require_free
from .prepare import Preparation
from .problems import LaunchError
from .website import read_accounts, wait_until_it_answers, welcome

# A site that has never answered and whose server ends this often is broken, not unlucky.
ATTEMPTS = 3
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """Somebody asked for the end: Ctrl-C, SIGTERM, or a closed terminal."""


@dataclass(frozen=True)
class Status:
    """The site's first answer."""

    code: int


@dataclass(frozen=True)
class Ended:
    """The web server's end."""

    code: int


def run_site(
    places: Places, console: Console, environment: Mapping[str, str], *, dev: bool
) -> None:
    """Install, prepare, and serve until stopped; LaunchError if that is not possible."""
    port = parse_port(environment.get("PORT"))
    places.make()
    with only_one(places.var / "run.lock", f"http://localhost:{port}/"):
        require_free(port)
        env = _environment(environment, port, places.var, dev=dev)
        crew = Crew(console, cwd=places.root, env=env)
        with _stopping(crew, console):
            install(places, crew, console, dev=dev)
            password = demo_password(places.var / "demo_password", environment.get("DEMO_PASSWORD"))
            Preparation(
                places,
                password,
                external_database=bool(environment.get("DATABASE_URL")),
                with_static=not dev,
            ).run(crew, console)
            # A minute may have gone by since it was last asked.
            require_free(port)
            _serve(places, crew, console, port, password, dev=dev)


def install_only(places: Places, console: Console, environment: Mapping[str, str]) -> None:
    """Install the packages for developers, for the targets that test and check."""
    places.make()
    crew = Crew(console, cwd=places.root, env=environment)
    with _stopping(crew, console):
        install(places, crew, console, dev=True)


def _environment(
    environment: Mapping[str, str], port: int, var: Path, *, dev: bool
) -> dict[str, str]:
    return dict(environment) | {
        # Said outright: the shell may be set up for another Django project.
        "DJANGO_SETTINGS_MODULE": f"site_project.settings.{'dev' if dev else 'local'}",
        "PORT": str(port),
        "VAR_DIR": str(var),
        "PYTHONUNBUFFERED": "1",
    }


@contextmanager
def _stopping(crew: Crew, console: Console) -> Iterator[None]:
    """Turn the signals that mean the end into Stopped, and leave no process behind."""

    def stop(*_: object) -> None:
        raise Stopped

    before = {number: signal.signal(number, stop) for number in SIGNALS}
    try:
        yield
    except Stopped:
        console.write("\n")
        console.say("setup", "stopped; the same command goes on where it was")
        raise
    finally:
        for number in SIGNALS:
            # Whoever asks again does not want to wait for what is still at work.
            signal.signal(number, lambda *_: crew.kill())
        crew.stop()
        for number, handler in before.items():
            signal.signal(number, handler)


def services(places: Places, port: int, *, dev: bool) -> list[Program]:
    """Web, worker and scheduler; the first is the web server."""
    python, address = str(places.python), "127.0.0.1"
    manage = [python, "manage.py"]
    if dev:
        web = [*manage, "runserver", f"{address}:{port}"]
    else:
        web = [python, "-m", "granian", "--interface", "wsgi", "--host", address]
        web += ["--port", str(port), "--workers", "2", "--blocking-threads", "1", "--no-ws"]
        web += ["--log-level", "warning", "site_project.wsgi:application"]
    return [
        Program("web", web),
        Program("worker", [*manage, "db_worker", "--backend", "jobs", "--queue-name", "*"]),
        Program("scheduler", [*manage, "run_scheduler"]),
    ]


def _serve(
    places: Places, crew: Crew, console: Console, port: int, password: str, *, dev: bool
) -> None:
    web, *others = services(places, port, dev=dev)
    events: SimpleQueue[Status | Ended] = SimpleQueue()
    given_up = threading.Event()

    def ask() -> None:
        if (status := wait_until_it_answers(port, given_up)) is not None:
            events.put(Status(status))

    console.say("web", f"starting on port {port}")
    crew.keep(web, ended=lambda code: events.put(Ended(code)))
    threading.Thread(target=ask, daemon=True).start()
    try:
        status = _first_answer(events, port)
    finally:
        given_up.set()
    with suppress(Stopped):
        # Only now: they would take the server's processor time while somebody waits for it.
        for service in others:
            crew.keep(service, ended=lambda code: None)
        accounts = read_accounts(places.var / "demo_accounts.json")
        console.write(welcome(port, password, accounts, status))
        while True:
            events.get()
    console.write("\n")
    console.say("setup", "stopping")


def _first_answer(events: SimpleQueue[Status | Ended], port: int) -> int:
    ends = 0
    while True:
        event = events.get()
        if isinstance(event, Status):
            return event.code
        ends += 1
        # Our server is gone, so whoever answers now is the reason.
        require_free(port)
        if ends == ATTEMPTS:
            raise LaunchError(
                f"The web server ended {ATTEMPTS} times before it answered (exit code "
                f"{event.code}); its reasons stand above."
            )
