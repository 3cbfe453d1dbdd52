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
from contextlib import suppress

# Standard input; nothing is ever written to it, so reading ends when the other end is closed.
LIFELINE = 0


def main(arguments: list[str]) -> int:
    """Run `GRACE-SECONDS COMMAND…` in this process group; return the command's exit code."""
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
    ender = threading.Thread(target=end_when_let_go, args=(program, grace, ending), daemon=True)
    ender.start()
    code = program.wait()
    if ending.is_set():
        ender.join()  # It still has to end what the program started.
    return code if code >= 0 else 128 - code


def end_when_let_go(
    program: subprocess.Popen[bytes], grace: float, ending: threading.Event
) -> None:
    """Wait until standard input closes, then end the program and all it started."""
    os.read(LIFELINE, 1)
    ending.set()
    program.terminate()
    try:
        program.wait(grace)
    except subprocess.TimeoutExpired:
        with suppress(OSError):  # Nobody may be listening any more.
            print(f"did not stop within {grace:g} s and was killed", flush=True)
    finally:
        os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
