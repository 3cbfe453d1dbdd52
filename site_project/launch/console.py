"""One readable stream out of what several programs say."""

from __future__ import annotations

import errno
import io
import os
import signal
import threading
from collections.abc import Callable, Mapping
from typing import TextIO

_WIDTH = 9
_RESET = "\x1b[0m"
# One each for the names used by `site_project.launch`; whoever else speaks stays plain.
_COLOURS = {"setup": 36, "database": 36, "static": 36, "web": 32, "worker": 35, "scheduler": 34}


class Console:
    """Writes whole lines, each headed by the name of who said it."""

    def __init__(self, stream: TextIO, *, colours: bool) -> None:
        if isinstance(stream, io.TextIOWrapper):
            # What a program says may not be writable in the terminal's character set.
            stream.reconfigure(errors="replace")
        self._stream = stream
        self._colours = colours
        self._lock = threading.Lock()

    def say(self, name: str, line: str) -> None:
        """Write one line in somebody's name."""
        head = f"{name:<{_WIDTH}} |"
        if self._colours and name in _COLOURS:
            head = f"\x1b[{_COLOURS[name]}m{head}{_RESET}"
        self.write(f"{head} {line.rstrip()}\n")

    def voice(self, name: str) -> Callable[[str], None]:
        """Return a function that says lines in this name."""
        return lambda line: self.say(name, line)

    def write(self, text: str) -> None:
        """Write text as it is."""
        with self._lock:
            try:
                self._stream.write(text)
                self._stream.flush()
            except OSError as error:
                # Whoever was reading is gone, or so is the terminal: end as at a hang-up. But a
                # log on a full disk must not stop the site.
                if error.errno in (errno.EPIPE, errno.EIO):
                    signal.raise_signal(signal.SIGHUP)


def wants_colours(stream: TextIO, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether to colour: on a terminal that can, unless NO_COLOR is set (https://no-color.org)."""
    return (
        stream.isatty()
        and not environment.get("NO_COLOR")
        and environment.get("TERM", "dumb") != "dumb"
    )
