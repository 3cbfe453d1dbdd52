"""Processes that serve requests inside themselves (tests.bench.worker), and what to ask of them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.kept import CHECKOUT


@dataclass(frozen=True)
class Answer:
    """A page as the process served it."""

    status: int
    body: str


class Worker:
    """One such process; it does one thing at a time, and nothing while it is not asked."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def get(self, path: str) -> Answer:
        """What is at the address."""
        return Answer(**self._ask("get", path=path))

    def warm_up(self, path: str) -> None:
        """Serve the address some times, unmeasured."""
        self._ask("warm_up", path=path)

    def sign_in(self, session: str) -> None:
        """Ask from now on as whoever is signed in in the session with this key."""
        self._ask("sign_in", session=session)

    def columns(self, model: str) -> list[str]:
        """The columns that are read for the rows of this model."""
        return list(self._ask("columns", model=model))

    def queries(self, path: str, *, cold: bool = False) -> list[str]:
        """The SQL of a request; `cold`: with nothing remembered."""
        return list(self._ask("queries", path=path, cold=cold))

    def cpu(self, path: str, times: int) -> list[float]:
        """Seconds of the processor that each of so many requests took."""
        return list(self._measure(path, times, cold=False)["cpu"])

    def wall(self, path: str, times: int, *, cold: bool = False) -> list[float]:
        """Seconds by the clock; `cold`: with nothing remembered, each time."""
        return list(self._measure(path, times, cold=cold)["wall"])

    def _measure(self, path: str, times: int, *, cold: bool) -> dict[str, Any]:
        taken: dict[str, Any] = self._ask("measure", path=path, times=times, cold=cold)
        if taken["status"] != 200:
            raise RuntimeError(f"{path} answered {taken['status']}")
        return taken

    def _ask(self, do: str, **order: Any) -> Any:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({"do": do, **order}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the process that was to {do} {order} is gone; see above")
        return json.loads(line)


@contextmanager
def worker(settings: str, environment: Mapping[str, str]) -> Iterator[Worker]:
    """A process with these settings, stopped at the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.worker"],
        cwd=CHECKOUT,
        env={**environment, "DJANGO_SETTINGS_MODULE": settings},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Worker(process)
    finally:
        # Closes its input, upon which it ends by itself.
        process.communicate(timeout=20)
