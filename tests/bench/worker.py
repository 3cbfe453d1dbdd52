"""A process that serves requests inside itself and says what each of them took.

Started by tests.bench.workers, once for each thing that is measured, so that nothing one of them
remembers or loads helps or hinders another. It reads orders from its standard input and writes what
it found to its standard output, a line of JSON each.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import RequestFactory

# Requests before anything is measured: templates are compiled, memories filled, renditions made.
WARM_UP = 5
# As site_project.settings.production has it. The local settings would connect at every request,
# and connecting is not what is measured.
KEPT_CONNECTION = {"CONN_MAX_AGE": 600}

Application = Callable[[dict[str, Any], Callable[..., Any]], Any]


@dataclass
class Taken:
    """What requests took: seconds of the clock and of the processor for each, in their order."""

    status: int = 0
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)


class Site:
    """The site of the settings in force, in this process."""

    def __init__(self) -> None:
        if "postgresql" in settings.DATABASES["default"]["ENGINE"]:
            settings.DATABASES["default"] |= KEPT_CONNECTION
        self.application: Application = get_wsgi_application()
        self.requests = RequestFactory(headers={"host": "localhost:8000"})

    def sign_in(self, session: str) -> None:
        """Ask from now on as whoever is signed in in this session."""
        self.requests.cookies[settings.SESSION_COOKIE_NAME] = session

    def answer(self, path: str, taken: Taken) -> bytes:
        """Serve the address once, as a server does: the whole body, and an end."""
        environ = self.requests.get(path).environ
        statuses: list[str] = []
        cpu, wall = time.process_time(), time.perf_counter()
        response = self.application(environ, lambda status, *_rest: statuses.append(status))
        body = b"".join(response)
        response.close()
        taken.wall.append(time.perf_counter() - wall)
        taken.cpu.append(time.process_time() - cpu)
        taken.status = int(statuses[0].split()[0])
        return body

    def get(self, path: str) -> dict[str, Any]:
        """What is at the address."""
        taken = Taken()
        body = self.answer(path, taken)
        return {"status": taken.status, "body": body.decode()}

    def warm_up(self, path: str) -> None:
        """Have the process ready for the address, and its garbage out of the way.

        What is alive now is what a process keeps; from here on the collector looks only at what
        requests leave behind, as it would in a process that has served for long.
        """
        for _ in range(WARM_UP):
            self.answer(path, Taken())
        gc.collect()
        gc.freeze()

    def measure(self, path: str, times: int, *, cold: bool = False) -> dict[str, Any]:
        """Serve the address so many times; `cold`: with nothing remembered, each time."""
        taken = Taken()
        for _ in range(times):
            if cold:
                forget()
            self.answer(path, taken)
        return asdict(taken)

    def columns(self, model: str) -> list[str]:
        """The columns that are read for the rows of this model."""
        return sorted(field.column for field in apps.get_model(model)._meta.concrete_fields)

    def queries(self, path: str, *, cold: bool = False) -> list[str]:
        """The SQL of one request, without the look whether what is remembered still holds."""
        if cold:
            forget()
        found: list[str] = []

        def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
            found.append(sql)
            return execute(sql, *rest)

        with connection.execute_wrapper(note):
            self.answer(path, Taken())
        return [sql for sql in found if '"core_generation"' not in sql]


def forget() -> None:
    """Leave this process as if it had just begun, as far as core.memory goes."""
    from core import memory

    memory.clear()


def main() -> None:
    """Do what the orders say until there are no more."""
    # Whatever else is printed must not be taken for an answer.
    answers, sys.stdout = sys.stdout, sys.stderr
    site = Site()
    for line in sys.stdin:
        order = json.loads(line)
        result = getattr(site, order.pop("do"))(**order)
        print(json.dumps(result), file=answers, flush=True)


if __name__ == "__main__":
    main()
