"""One of the processes on trial: the site, with two addresses more by which the test acts in it.

Run as `python -m tests.navigation.races.server [forgetful]`. It says its port on standard output
and ends when its standard input does, so that it never outlives the test.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

import django
from django.conf import settings
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

# When the running request's last transaction was committed; the clock is the same in all processes.
_committed = threading.local()
COMMITTED = "X-Committed"
ACT = "/-races/"

Start = Callable[..., Any]


class OnTrial:
    """The site's WSGI application. A forgetful one forgets everything before each answer."""

    def __init__(self, site: Any, is_forgetful: bool) -> None:
        self._site = site
        self._is_forgetful = is_forgetful

    def __call__(self, environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        from core import memory

        _committed.at = None
        if self._is_forgetful:
            memory.clear()
        if environ["PATH_INFO"].startswith(ACT):
            return self._act(environ, start_response)

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            return start_response(status, [*headers, *_when_committed()], *rest)

        answer: Iterable[bytes] = self._site(environ, start)
        return answer

    def _act(self, environ: dict[str, Any], start_response: Start) -> list[bytes]:
        from tests.navigation.races import acts

        length = int(environ.get("CONTENT_LENGTH") or 0)
        asked = json.loads(environ["wsgi.input"].read(length) or b"{}")
        name = environ["PATH_INFO"].removeprefix(ACT)
        answer = json.dumps(getattr(acts, name)(**asked)).encode()
        kind = ("Content-Type", "application/json")
        size = ("Content-Length", str(len(answer)))
        start_response("200 OK", [kind, size, *_when_committed()])
        return [answer]


class Handler(WSGIRequestHandler):
    """Silent: its output is for the test. Prompt: no waiting for more to send."""

    disable_nagle_algorithm = True

    def log_message(self, format: str, *args: Any) -> None:
        """Write nothing."""


def _when_committed() -> list[tuple[str, str]]:
    at = getattr(_committed, "at", None)
    return [(COMMITTED, repr(at))] if at else []


def _note_commits(connection: Any, **_kwargs: Any) -> None:
    # The class's own: a connection that is made anew comes here once more.
    commit = type(connection)._commit.__get__(connection)

    def commit_and_note() -> None:
        commit()
        _committed.at = time.monotonic()

    connection._commit = commit_and_note


def main() -> None:
    """Serve until standard input ends."""
    is_forgetful = "forgetful" in sys.argv
    # The test settings make a new database each time they are read.
    settings.DATABASES["default"]["NAME"] = os.environ["DATABASE_OF_THE_TEST"]
    settings.MEDIA_ROOT = os.environ["MEDIA_OF_THE_TEST"]
    if is_forgetful:
        # What Wagtail keeps in the cache, where sites begin, is remembered as well.
        nothing = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
        settings.CACHES = dict.fromkeys(settings.CACHES, nothing)
    django.setup()

    from django.core.wsgi import get_wsgi_application
    from django.db.backends.signals import connection_created

    connection_created.connect(_note_commits)
    server = ThreadedWSGIServer(("127.0.0.1", 0), Handler)
    server.set_app(OnTrial(get_wsgi_application(), is_forgetful))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"port {server.server_port}", flush=True)
    sys.stdin.read()
    server.shutdown()


if __name__ == "__main__":
    main()
