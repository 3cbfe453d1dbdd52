"""Runs one program for the supervisor and ends it when the supervisor lets go, or is gone.

The supervisor holds the other end of this process's standard input. Closing it, deliberately or by
dying in whatever way (the system closes it then), means: end the program. It is asked to (SIGTERM),
given a time of grace, and then its whole process group is killed, this process included. That needs
nothing of the operating system but pipes and process groups, so it holds on Linux and macOS alike.

Started as a file of its own, with nothing of the project imported: it is up in a few milliseconds.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress


def kill_group() -> None:
    """End this process and all that it and its program started."""
    os.killpg(0, signal.SIGKILL)


def main(arguments: list[str], *, lifeline: int = 0, kill: Callable[[], None] = kill_group) -> int:
    """Run `GRACE-SECONDS COMMAND…` in this process group; return the command's exit code.

    `lifeline` is the descriptor whose other end the supervisor holds, `kill` the last resort.
    """
    # Handlers rather than SIG_IGN, which the program would inherit. What is sent to the whole
    # group is for the program; this process ends with it.
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: None)
    grace, command = float(arguments[0]), arguments[1:]
    try:
        program = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603 -- ours
    except OSError as error:
        print(f"{command[0]} cannot be started: {error.strerror}", flush=True)
        return 127
    ending = threading.Event()

    def watch() -> None:
        # Nothing is ever written to it, so reading ends when the other end is closed.
        os.read(lifeline, 1)
        ending.set()
        try:
            ask_to_end(program, grace)
        finally:
            kill()

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    code = program.wait()
    if ending.is_set():
        watcher.join()  # It still has to end what the program started.
    return code if code >= 0 else 128 - code


def ask_to_end(program: subprocess.Popen[bytes], grace: float) -> None:
    """Ask the program to end and wait for that, but only for so many seconds."""
    program.terminate()
    try:
        program.wait(grace)
    except subprocess.TimeoutExpired:
        with suppress(OSError):  # Nobody may be listening any more.
            print(f"did not stop within {grace:g} s and was killed", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
