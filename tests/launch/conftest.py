"""Fixtures for the start: a stand-in checkout, and what starts programs in it."""

from __future__ import annotations

import io
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from site_project.launch.console import Console
from site_project.launch.crew import Crew
from site_project.launch.places import Places

from .checkout import Checkout


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Checkout]:
    """A checkout nothing was started in yet; what still runs in the end is killed and a failure."""
    made = Checkout(tmp_path)
    yield made
    left = made.running()
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    assert not left, f"processes left behind: {left}"


@pytest.fixture
def places(checkout: Checkout) -> Places:
    """The stand-in checkout's paths."""
    return checkout.places


@pytest.fixture
def output() -> io.StringIO:
    """What a person would have read."""
    return io.StringIO()


@pytest.fixture
def console(output: io.StringIO) -> Console:
    """A console without colours."""
    return Console(output, colours=False)


@pytest.fixture
def crew(console: Console, checkout: Checkout) -> Iterator[Crew]:
    """A crew that works in the stand-in checkout; stopped in the end."""
    made = Crew(console, cwd=checkout.root, env=dict(os.environ), grace=5)
    yield made
    made.stop()


@pytest.fixture
def python() -> str:
    """The interpreter that runs the tests."""
    return sys.executable


@pytest.fixture
def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def eventually() -> Callable[[Callable[[], bool]], None]:
    """A function that waits until something holds and fails when it has not after half a minute."""

    def wait(holds: Callable[[], bool]) -> None:
        deadline = time.monotonic() + 30
        while not holds():
            assert time.monotonic() < deadline, "it never came to hold"
            time.sleep(0.02)

    return wait
