"""A program the supervisor started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TextIO, cast

_TETHER = Path(__file__).with_name("tether.py")
# A program that writes without ever ending a line must not fill the supervisor's memory.
_LONGEST_LINE = 16_384


class Child:
    """A running program and everything it starts in turn, in a process group of its own."""

    def __init__(
        self, command: Sequence[str], *, cwd: Path, env: Mapping[str, str], grace: float
    ) -> None:
        """Start the program; `grace` is how many seconds it may take to stop when let go."""
        self._process = subprocess.Popen(  # noqa: S603 -- the commands are written in this package
            [sys.executable, "-S", str(_TETHER), str(grace), *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=cwd,
            env=env,
            start_new_session=True,
            text=True,
            encoding="utf-8",
            errors="replace",
        )

    @property
    def pid(self) -> int:
        """The number of the process group."""
        return self._process.pid

    def follow(self, sinks: Iterable[Callable[[str], object]]) -> int:
        """Hand each line to the sinks until the program and all it started have ended.

        Return its exit code, which is 128 + the signal's number where a signal ended it.
        """
        reaper = threading.Thread(target=self._reap, daemon=True)
        reaper.start()
        with cast(TextIO, self._process.stdout) as output:
            for line in iter(lambda: output.readline(_LONGEST_LINE), ""):
                for sink in sinks:
                    sink(line.rstrip("\n"))
        reaper.join()
        code = self._process.returncode
        return code if code >= 0 else 128 - code

    def let_go(self) -> None:
        """Have the program stopped: asked first, killed once its time of grace is over."""
        cast(TextIO, self._process.stdin).close()

    def kill(self) -> None:
        """End the program, and all it started, at once."""
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            return

    def _reap(self) -> None:
        self._process.wait()
        # What a crashed program left behind still holds its port and its end of the output.
        self.kill()
