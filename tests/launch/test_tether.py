import io
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from site_project.launch import tether


@pytest.fixture(autouse=True)
def handlers() -> Iterator[None]:
    """The signals' handlers as they were: the tether replaces them for its whole process."""
    numbers = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
    before = {number: signal.getsignal(number) for number in numbers}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture
def pipe() -> Iterator[list[int]]:
    """The tether's end of its lifeline, and the supervisor's."""
    ends = list(os.pipe())
    yield ends
    for end in ends:
        os.close(end)


@pytest.mark.parametrize(
    ("program", "code"),
    [
        ("raise SystemExit(3)", 3),
        ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", 128 + signal.SIGKILL),
    ],
)
def test_program_that_ends_by_itself_hands_on_its_code(
    pipe: list[int], program: str, code: int, eventually: Callable[[Callable[[], object]], None]
) -> None:
    kills: list[str] = []

    command = ["1", sys.executable, "-S", "-c", program]
    assert tether.main(command, lifeline=pipe[0], kill=lambda: kills.append("kill")) == code
    assert kills == []

    # Let go only now, as by the end of the supervisor: there is nothing left but the group.
    os.close(pipe.pop())
    eventually(lambda: kills == ["kill"])


def test_program_that_is_not_there_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert tether.main(["1", "/no/such/program"]) == 127
    assert "cannot be started" in capsys.readouterr().out


def test_letting_go_ends_the_program_and_then_its_group(pipe: list[int]) -> None:
    kills: list[str] = []
    os.close(pipe.pop())

    wait = ["5", sys.executable, "-S", "-c", "import signal\nsignal.pause()"]
    code = tether.main(wait, lifeline=pipe[0], kill=lambda: kills.append("kill"))

    assert code == 128 + signal.SIGTERM
    assert kills == ["kill"]


def test_stubborn_program_is_given_up_even_if_nobody_is_listening(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Closed(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    stubborn = (
        "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "print('ready', flush=True)\nwhile True: signal.pause()"
    )
    command = [sys.executable, "-S", "-c", stubborn]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as program:
        assert program.stdout
        program.stdout.readline()
        monkeypatch.setattr(sys, "stdout", Closed())

        tether.ask_to_end(program, 0.05)

        assert program.poll() is None
        program.kill()
