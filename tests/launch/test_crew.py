import io
import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from site_project.launch import crew as module
from site_project.launch.crew import Crew, Outcome, Program

from .checkout import Checkout, is_running

Eventually = Callable[[Callable[[], bool]], None]
# Says its number and then does nothing for ever.
WAIT = "import os, signal\nprint(os.getpid(), flush=True)\nwhile True: signal.pause()"
STUBBORN = "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + WAIT


def script(
    name: str, python: str, text: str, *, log: Path | None = None, quiet: bool = False
) -> Program:
    return Program(name, [python, "-S", "-c", text], log=log, quiet=quiet)


def test_programs_run_side_by_side_and_all_they_say_is_headed(
    crew: Crew, python: str, output: io.StringIO, tmp_path: Path
) -> None:
    # Each waits for the other's file: run one after the other, neither would end.
    meet = (
        "import pathlib, sys, time\n"
        "pathlib.Path(sys.argv[1]).touch()\n"
        "while not pathlib.Path(sys.argv[2]).exists(): time.sleep(0.01)\n"
        "print('met'); print('late', file=sys.stderr); sys.exit(int(sys.argv[3]))"
    )
    outcomes = crew.run(
        [
            Program("one", [python, "-c", meet, "a", "b", "0"]),
            Program("two", [python, "-c", meet, "b", "a", "3"]),
        ]
    )

    assert outcomes == {"one": Outcome(0, "met\nlate"), "two": Outcome(3, "met\nlate")}
    assert "one       | met\n" in output.getvalue()
    assert "two       | late\n" in output.getvalue()


def test_quiet_program_writes_only_its_log(
    crew: Crew, python: str, output: io.StringIO, tmp_path: Path
) -> None:
    log = tmp_path / "pip.log"
    crew.run([script("pip", python, "print('Collecting wagtail\\xe9')", log=log, quiet=True)])

    assert log.read_text(encoding="utf-8") == "Collecting wagtailé\n"
    assert output.getvalue() == ""


def test_log_that_cannot_be_written_costs_only_the_log(crew: Crew, python: str) -> None:
    for log in (Path("/dev/full"), Path("/absent/folder/log")):
        assert crew.run([script("pip", python, "print('said')", log=log)])["pip"].output == "said"


def test_line_without_end_and_bytes_that_are_no_text_come_through(crew: Crew, python: str) -> None:
    text = "import sys\nsys.stdout.write('a' * 20000)\nsys.stdout.buffer.write(b'\\xff')"
    outcome = crew.run([script("web", python, text)])["web"]

    assert len(outcome.output) == 20002
    assert outcome.output.endswith("\N{REPLACEMENT CHARACTER}")


def test_end_by_signal_and_command_that_is_not_there_have_the_shells_codes(
    crew: Crew, python: str
) -> None:
    killed = "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"

    assert crew.run([script("web", python, killed)])["web"].code == 128 + signal.SIGKILL
    absent = crew.run([Program("web", ["/no/such/program"])])["web"]
    assert absent == Outcome(127, "/no/such/program cannot be started: No such file or directory")


def test_working_folder_that_is_gone_is_an_outcome(crew: Crew, checkout: Checkout) -> None:
    gone = Crew(crew._console, cwd=checkout.root / "gone", env={})

    assert gone.run([Program("web", ["true"])])["web"].code == 126


def test_stop_ends_every_program_and_what_it_started(
    crew: Crew, python: str, output: io.StringIO, eventually: Eventually
) -> None:
    family = f"import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', {WAIT!r}])\n{WAIT}"
    crew.keep(script("web", python, family), ended=lambda code: None)
    crew.keep(script("worker", python, WAIT), ended=lambda code: None)
    eventually(lambda: output.getvalue().count("|") == 3)
    pids = [line.split("| ")[1] for line in output.getvalue().splitlines()]
    assert all(map(is_running, pids))

    crew.stop()

    assert not any(map(is_running, pids))


def test_program_that_ignores_the_request_is_killed_after_its_grace(
    checkout: Checkout, python: str, eventually: Eventually, crew: Crew, output: io.StringIO
) -> None:
    hasty = Crew(crew._console, cwd=checkout.root, env={}, grace=0.1)
    hasty.keep(script("worker", python, STUBBORN), ended=lambda code: None)
    eventually(lambda: "|" in output.getvalue())
    pid = output.getvalue().split("| ")[1].strip()

    hasty.stop()

    assert not is_running(pid)
    assert "did not stop within 0.1 s and was killed" in output.getvalue()


def test_second_request_kills_without_waiting_for_the_grace(
    crew: Crew, python: str, eventually: Eventually, output: io.StringIO
) -> None:
    crew.keep(script("worker", python, STUBBORN), ended=lambda code: None)
    eventually(lambda: "|" in output.getvalue())
    pid = output.getvalue().split("| ")[1].strip()

    crew.kill()
    eventually(lambda: not is_running(pid))


def test_dead_service_is_started_again_and_says_so(
    crew: Crew, python: str, output: io.StringIO, eventually: Eventually
) -> None:
    codes: list[int] = []
    again = threading.Event()

    def ended(code: int) -> None:
        codes.append(code)
        if len(codes) == 3:
            again.set()

    program = script("worker", python, "print('here'); raise SystemExit(7)")
    crew.keep(program, ended=ended, first_wait=0.01)

    assert again.wait(30)
    assert codes[:3] == [7, 7, 7]
    text = output.getvalue()
    assert text.index("again in 0.01 s") < text.index("again in 0.02 s")


def test_wait_before_the_next_start_has_a_limit_and_begins_anew_after_a_good_while(
    crew: Crew, python: str, eventually: Eventually, output: io.StringIO,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(module, "LONGEST_WAIT", 0.02)
    program = script("worker", python, "raise SystemExit(1)")
    crew.keep(program, ended=lambda code: None, first_wait=0.01)
    eventually(lambda: output.getvalue().count("again in 0.02 s") >= 2)

    monkeypatch.setattr(module, "LONG_ENOUGH", 0.0)
    eventually(lambda: output.getvalue().rstrip().endswith("again in 0.01 s"))


def test_killed_guard_takes_its_program_along(
    crew: Crew, python: str, output: io.StringIO, eventually: Eventually
) -> None:
    crew.keep(script("web", python, WAIT), ended=lambda code: None, first_wait=60)
    eventually(lambda: "|" in output.getvalue())
    pid = output.getvalue().split("| ")[1].strip()

    (guard,) = crew._children
    os.kill(guard.pid, signal.SIGKILL)

    eventually(lambda: not is_running(pid))


def test_stop_does_not_mind_a_thread_that_a_signal_kept_from_starting(
    crew: Crew, monkeypatch: pytest.MonkeyPatch, python: str
) -> None:
    def interrupted(thread: threading.Thread) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(threading.Thread, "start", interrupted)
        with pytest.raises(KeyboardInterrupt):
            crew.run([script("web", python, WAIT)])

    crew.stop()


def test_nothing_starts_once_stopped(crew: Crew, python: str) -> None:
    crew.stop()

    assert crew.run([script("web", python, "print('here')")])["web"] == Outcome(-1, "")
