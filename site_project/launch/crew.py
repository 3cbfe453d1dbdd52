"""The programs of one start: steps that end, services that are kept alive."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, cast

from .child import Child
from .console import Console

# A service that ends is started again after 1, 2, 4 … up to 30 seconds; one that had run for a
# minute starts over with 1.
FIRST_WAIT = 1.0
LONGEST_WAIT = 30.0
LONG_ENOUGH = 60.0


# Enough of what a step said to judge by why it failed.
KEPT_LINES = 2_000


@dataclass(frozen=True)
class Program:
    """A command with a name; `log` is where all it says is kept as well, None for nowhere."""

    name: str
    command: Sequence[str]
    env: Mapping[str, str] = field(default_factory=dict)
    log: Path | None = None
    quiet: bool = False


@dataclass(frozen=True)
class Outcome:
    """How a program ended, and the last of what it said."""

    code: int
    output: str


class Crew:
    """Starts programs, passes on what they say, and leaves none of them behind."""

    def __init__(
        self, console: Console, *, cwd: Path, env: Mapping[str, str], grace: float = 10.0
    ) -> None:
        """`env` is every program's environment; `grace` the seconds each has to stop."""
        self._console = console
        self._cwd = cwd
        self._env = dict(env)
        self._grace = grace
        self._lock = threading.Lock()
        self._children: set[Child] = set()
        self._threads: list[threading.Thread] = []
        self._stopping = threading.Event()

    def run(self, programs: Sequence[Program]) -> dict[str, Outcome]:
        """Run programs side by side until all have ended; return how each did, by name."""
        outcomes: dict[str, Outcome] = {}

        def run_one(program: Program) -> None:
            outcomes[program.name] = self._run(program)

        threads = [self._thread(run_one, program) for program in programs]
        for thread in threads:
            thread.join()
        return outcomes

    def keep(
        self, program: Program, ended: Callable[[int], None], *, first_wait: float | None = None
    ) -> None:
        """Keep a service running; `ended` hears each exit code before it is started again."""
        self._thread(self._keep, program, ended, first_wait or FIRST_WAIT)

    def stop(self) -> None:
        """Stop everything and return once all of it has ended."""
        self._stopping.set()
        with self._lock:
            children = list(self._children)
        for child in children:
            child.let_go()
        for thread in self._threads:
            # A signal may have come between the making of a thread and its start.
            if thread.ident is not None:
                thread.join()

    def kill(self) -> None:
        """End everything at once; safe in a signal handler, since it takes no lock."""
        for child in list(self._children):
            child.kill()

    def _thread(self, target: Callable[..., None], *args: object) -> threading.Thread:
        thread = threading.Thread(target=target, args=args, daemon=True)
        self._threads.append(thread)
        thread.start()
        return thread

    def _run(self, program: Program) -> Outcome:
        try:
            child = self._start(program)
        except OSError as error:
            return Outcome(code=126, output=f"{program.name} cannot be started: {error.strerror}")
        if child is None:
            return Outcome(code=-1, output="")
        said: deque[str] = deque(maxlen=KEPT_LINES)
        with ExitStack() as stack:
            stack.callback(self._forget, child)
            sinks: list[Callable[[str], object]] = [said.append]
            if not program.quiet:
                sinks.append(self._console.voice(program.name))
            if program.log:
                sinks.append(stack.enter_context(_keeping(program.log)))
            code = child.follow(sinks)
        return Outcome(code, "\n".join(said))

    def _start(self, program: Program) -> Child | None:
        # Under the lock, so that no program starts after `stop` has let go of those it saw.
        with self._lock:
            if self._stopping.is_set():
                return None
            child = Child(
                program.command, cwd=self._cwd, env={**self._env, **program.env}, grace=self._grace
            )
            self._children.add(child)
            return child

    def _forget(self, child: Child) -> None:
        child.let_go()
        with self._lock:
            self._children.discard(child)

    def _keep(self, program: Program, ended: Callable[[int], None], first_wait: float) -> None:
        wait = first_wait
        while not self._stopping.is_set():
            began = time.monotonic()
            code = self._run(program).code
            if self._stopping.is_set():
                return
            if time.monotonic() - began >= LONG_ENOUGH:
                wait = first_wait
            ended(code)
            self._console.say(program.name, f"ended (exit code {code}); again in {wait:g} s")
            self._stopping.wait(wait)
            wait = min(wait * 2, LONGEST_WAIT)


@contextmanager
def _keeping(path: Path) -> Iterator[Callable[[str], None]]:
    """Give a function that adds lines to a log; a full disk costs the log, not the program."""
    with ExitStack() as stack:
        log: BinaryIO | None = None
        with suppress(OSError):
            log = cast(BinaryIO, stack.enter_context(path.open("ab", buffering=0)))

        def keep(line: str) -> None:
            with suppress(OSError):
                if log:
                    log.write(line.encode() + b"\n")

        yield keep
