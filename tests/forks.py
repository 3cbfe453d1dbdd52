"""Commands of manage.py without the seconds that setting Django up takes each time.

One process sets Django up and forks for every command: each has a process of its own nevertheless,
remembers nothing of the one before, and opens the database for itself. Run as
`python -m tests.forks`; it ends when its standard input does.
"""

from __future__ import annotations

import gc
import json
import os
import select
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from tests.kept import CHECKOUT


@dataclass(frozen=True)
class Ended:
    """How a command ended and all that it wrote."""

    code: int
    written: str


class Stem:
    """The process that forks, for one environment."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.forks"],
            cwd=CHECKOUT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def manage(self, *arguments: str, seconds: float) -> Ended:
        """Run a command of manage.py to its end, which has to come within so many seconds."""
        asked, answers = self._process.stdin, self._process.stdout
        assert asked
        assert answers
        asked.write(f"{json.dumps(arguments)}\n")
        asked.flush()
        answered, _, _ = select.select([answers], [], [], seconds)
        assert answered, f"not done after {seconds} seconds: {arguments}"
        return Ended(**json.loads(answers.readline()))

    def __enter__(self) -> Stem:
        return self

    def __exit__(self, *_exception: object) -> None:
        # Closes its standard input and waits for its end.
        self._process.communicate(timeout=10)


def main() -> None:
    """Set Django up, and run what is asked for until nothing more is."""
    import django

    django.setup()
    _import_what_commands_need()
    # What is there already is not looked through for garbage, which would copy all of it.
    gc.freeze()
    for line in sys.stdin:
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            os.close(reading)
            _become(writing, json.loads(line))
            return
        os.close(writing)
        with os.fdopen(reading, encoding="utf-8", errors="replace") as pipe:
            written = pipe.read()
        _, status = os.waitpid(child, 0)
        answer: dict[str, Any] = {"code": os.waitstatus_to_exitcode(status), "written": written}
        print(json.dumps(answer), flush=True)


def _import_what_commands_need() -> None:
    from django.urls import get_resolver

    assert get_resolver().url_patterns


def _become(writing: int, arguments: list[str]) -> None:
    """The command, in the child: whatever ends it ends the process, as in manage.py."""
    from django.core.management import execute_from_command_line

    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(writing, 1)
    os.dup2(writing, 2)
    os.close(writing)
    execute_from_command_line(["manage.py", *arguments])


if __name__ == "__main__":
    main()
