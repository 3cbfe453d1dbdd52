"""An edit after the other, and what all processes serve after each."""

from __future__ import annotations

import difflib
import random
import statistics
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from tests.navigation.races.processes import Answer, Browser, Process

WITHIN_SECONDS = 1.0
# Between two looks at the same: long enough to leave the processes some time for others.
PAUSE_SECONDS = 0.1
NOWHERE = "/nowhere/"
# At how many addresses beside the home page is looked after each edit.
ELSEWHERE = 4

View = tuple[str, str]  # who asks, for what


@dataclass(frozen=True)
class Seen:
    """What a process answered to a question that was asked at this moment."""

    asked: float
    answer: Answer


class Trial:
    """Two processes that remember, one that does not, and all that happened to them."""

    def __init__(self, processes: list[Process], seed: str) -> None:
        self._rng = random.Random(seed)
        self._stack = ExitStack()
        *self._web, self._forgetful = self._connect(processes)
        self._meanwhile = self._connect(processes[:2])
        self._sessions, _ = self._web[0].act("prepare", seed=seed)
        self._sessions = {"anybody": "", **self._sessions}
        self._at_home: list[View] = [(name, "/") for name in self._sessions]
        self._kinds, _ = self._web[0].act("names")
        self._addresses, _ = self._forgetful.act("addresses")
        self.edits: list[str] = []
        self.numbers: Counter[str] = Counter()
        self.delays: list[float] = []
        self.noticed = 0
        self._last: dict[View, Answer] = {}

    def __enter__(self) -> Trial:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._stack.close()

    def _connect(self, processes: list[Process]) -> list[Browser]:
        return [self._stack.enter_context(each.browser()) for each in processes]

    def step(self) -> None:
        """Make one edit and compare."""
        number = self._rng.randrange(2)
        editor, other = self._web[number], self._web[1 - number]
        with self._readers():
            committed = self._edit(editor, number)
        stop = threading.Event()
        with ThreadPoolExecutor(2) as pool:
            watched = pool.submit(self._watch, other, stop)
            try:
                views = self._views()
                own = pool.submit(self._ask_all, editor, views)
                expected = {
                    view: seen.answer
                    for view, seen in self._ask_all(self._forgetful, views).items()
                }
                for view, seen in own.result().items():
                    self._compare(view, expected[view], seen, "the process that made the edit")
            finally:
                stop.set()
        self._judge(expected, watched.result(), committed, other)
        self._note(expected)

    def report(self) -> str:
        """What was measured."""
        late = sorted(self.delays) or [0.0]
        kinds = ", ".join(f"{name} {number}" for name, number in sorted(self.numbers.items()))
        return (
            f"{len(self.edits)} edits, {self.noticed} of which changed what was looked at\n"
            f"the other process was behind at first after {len(self.delays)} of them, "
            f"for p50 {statistics.median(late):.2f} s, at most {late[-1]:.2f} s\n{kinds}"
        )

    def _edit(self, editor: Browser, number: int) -> float:
        while True:
            kind = self._rng.choice(self._kinds)
            seed = str(self._rng.random())
            done, committed = editor.act("edit", kind=kind, seed=seed)
            if done is None:
                continue
            self.edits.append(f"process {number}: {done['said']}")
            if "path" in done:
                session = self._sessions["superuser"]
                committed, refusal = editor.post(done["path"], done["fields"], session)
                assert not refusal, f"{done}: {refusal}"
            assert committed, f"{done['said']} committed nothing"
            self.numbers[kind] += 1
            return committed

    @contextmanager
    def _readers(self) -> Iterator[None]:
        """Somebody reads in both processes meanwhile, so that they remember at any moment."""
        stop = threading.Event()

        def read(browser: Browser) -> None:
            while not stop.is_set():
                for name in names:
                    browser.get("/", self._sessions[name])
                stop.wait(PAUSE_SECONDS)

        names = ["anybody", self._rng.choice(list(self._sessions))]
        with ThreadPoolExecutor(2) as pool:
            readers = [pool.submit(read, each) for each in self._meanwhile]
            try:
                yield
            finally:
                stop.set()
            for reader in readers:
                reader.result()

    def _views(self) -> list[View]:
        """The home page as everybody sees it; other pages, each as somebody sees it."""
        before = {each for kind in self._addresses.values() for each in kind}
        self._addresses, _ = self._forgetful.act("addresses")
        after = {each for kind in self._addresses.values() for each in kind}
        # What went and what came first: the addresses that the edit has to do with.
        changes = [sorted(changed) for changed in (before - after, after - before) if changed]
        chosen = [self._rng.choice(changed) for changed in changes]
        others = [self._rng.choice(found) for found in self._addresses.values() if found]
        others.append(NOWHERE)
        self._rng.shuffle(others)
        chosen = list(dict.fromkeys([*chosen, *others]))[:ELSEWHERE]
        names = list(self._sessions)
        elsewhere = [(self._rng.choice(names), address) for address in chosen]
        return [*self._at_home, *elsewhere]

    def _ask_all(self, browser: Browser, views: list[View]) -> dict[View, Seen]:
        return {view: self._ask(browser, view) for view in views}

    def _ask(self, browser: Browser, view: View) -> Seen:
        name, address = view
        asked = time.monotonic()
        return Seen(asked, browser.get(address, self._sessions[name]))

    def _watch(self, browser: Browser, stop: threading.Event) -> dict[View, list[Seen]]:
        """Ask again and again until it is known what should be answered."""
        seen: dict[View, list[Seen]] = {view: [] for view in self._at_home}
        while not stop.is_set():
            for view, answers in seen.items():
                answers.append(self._ask(browser, view))
            stop.wait(PAUSE_SECONDS)
        return seen

    def _judge(
        self,
        expected: dict[View, Answer],
        seen: dict[View, list[Seen]],
        committed: float,
        other: Browser,
    ) -> None:
        """The other process was right within a second, and remained so."""
        delay = 0.0
        for view, answer in expected.items():
            answers = seen.get(view, [])
            while not answers or answers[-1].answer != answer:
                answers.append(self._ask(other, view))
                if answers[-1].asked > committed + WITHIN_SECONDS:
                    break
            right = next((each for each in answers if each.answer == answer), answers[-1])
            since = answers.index(right)
            for each in answers[since:]:
                self._compare(view, answer, each, "the other process")
            # Only an answer to a question that was asked too late says that it came too late.
            for each in answers[:since]:
                if each.asked > committed + WITHIN_SECONDS:
                    self._compare(view, answer, each, "the other process, later than a second,")
            if since:
                delay = max(delay, right.asked - committed)
        for view, answer in expected.items():
            self._compare(view, answer, self._ask(other, view), "the other process at last")
        if delay:
            self.delays.append(delay)

    def _compare(self, view: View, expected: Answer, seen: Seen, who: str) -> None:
        if seen.answer == expected:
            return
        lines = expected.lines(), seen.answer.lines()
        diff = "\n".join(difflib.unified_diff(*lines, "should be", "is", lineterm="", n=1))
        raise AssertionError(f"{who} shows {view} wrongly after {self.edits[-1]}\n{diff}")

    def _note(self, expected: dict[View, Answer]) -> None:
        known = [view for view in expected if view in self._last]
        self.noticed += any(self._last[view] != expected[view] for view in known)
        self._last = expected
