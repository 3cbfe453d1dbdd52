"""One at a time in one checkout."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .problems import LaunchError


@contextmanager
def only_one(path: Path, says: str) -> Iterator[None]:
    """Hold the lock `path`, or raise LaunchError with what its holder `says`: its address.

    The operating system takes the lock back however the process ends, so a file left behind
    after a crash blocks nobody.
    """
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise LaunchError(
                f"It already runs from this folder ({file.read().strip() or 'starting'}); "
                "stop it there with Ctrl-C first."
            ) from None
        file.truncate(0)
        file.write(says)
        file.flush()
        yield


@contextmanager
def one_after_another(path: Path) -> Iterator[None]:
    """Hold the lock `path`, waiting for whoever has it."""
    with path.open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
