import io
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from site_project.launch import tether


@pytest.fixture
def handlers() -> Iterator[None]:
    numbers = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
    before = {number: signal.getsignal(number) for number in numbers}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture
def kills(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """The signals sent to process groups: here that would be the test run itself."""
    sent: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "killpg", lambda group, number: sent.append((group, number)))
    return sent


@pytest.fixture
def lifeline(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The end of the tether's standard input that the supervisor would hold."""
    reading, writing = os.pipe()
    monkeypatch.setattr(tether, "LIFELINE", reading)
    yield writing
    os.close(reading)


@pytest.mark.usefixtures("handlers", "kills")
def test_program_that_ends_by_itself_hands_on_its_code(lifeline: int) -> None:
    assert tether.main(["1", sys.executable, "-c", "raise SystemExit(3)"]) == 3
    killed = "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"
    assert tether.main(["1", sys.executable, "-c", killed]) == 137
    os.close(lifeline)


@pytest.mark.usefixtures("handlers")
def test_program_that_is_not_there_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert tether.main(["1", "/no/such/program"]) == 127
    assert "cannot be started" in capsys.readouterr().out


@pytest.mark.usefixtures("handlers")
def test_letting_go_ends_the_program_and_then_its_group(
    lifeline: int, kills: list[tuple[int, int]]
) -> None:
    os.close(lifeline)

    code = tether.main(["5", sys.executable, "-c", "import signal\nsignal.pause()"])

    assert code == 128 + signal.SIGTERM
    assert kills == [(0, signal.SIGKILL)]


def test_stubborn_program_is_said_to_be_killed_and_nobody_listening_does_not_matter(
    lifeline: int, kills: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Closed(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    stubborn = (
        "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "print('ready', flush=True)\nwhile True: signal.pause()"
    )
    with subprocess.Popen([sys.executable, "-c", stubborn], stdout=subprocess.PIPE) as program:
        assert program.stdout
        program.stdout.readline()
        os.close(lifeline)
        monkeypatch.setattr(sys, "stdout", Closed())

        tether.end_when_let_go(program, 0.05, threading.Event())

        assert kills == [(0, signal.SIGKILL)]
        program.kill()
