"""The command line, in this process: a start that stops itself once it says that it runs."""

import io
import os
import signal
import socket
import sys

import pytest

from site_project.launch import crew, start
from site_project.launch import port as port_module
from site_project.launch.__main__ import main

from .checkout import Checkout


class StopsWhenUp(io.StringIO):
    """Standard output that asks for the end as soon as somebody is told how to."""

    def write(self, text: str) -> int:
        if "Ctrl-C stops everything" in text:
            signal.raise_signal(signal.SIGINT)
        return super().write(text)


@pytest.mark.parametrize("mode", ["run", "dev"])
def test_site_starts_and_stops(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch, free_port: int, mode: str
) -> None:
    monkeypatch.setenv("PORT", str(free_port))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(sys, "stdout", StopsWhenUp())
    if mode == "dev":
        # The stand-in for manage.py has no server; the other stand-in has.
        manage = checkout.root / "manage.py"
        manage.write_text(
            "import os, sys\n"
            "if sys.argv[1] == 'runserver':\n"
            "    port = sys.argv[2].split(':')[1]\n"
            "    os.execv(sys.executable, [sys.executable, 'granian.py', '--port', port])\n"
            + manage.read_text()
        )

    before = signal.getsignal(signal.SIGINT)
    assert main([mode], checkout.root) == 0

    asked = [line for line in checkout.asked() if line.startswith("prepare")]
    assert ("prepare static" in asked) is (mode == "run")
    assert "prepare database --new-password" in asked
    assert checkout.running() == []
    assert signal.getsignal(signal.SIGINT) is before


def test_server_that_never_comes_up_ends_the_start(
    checkout: Checkout,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    free_port: int,
) -> None:
    monkeypatch.setenv("PORT", str(free_port))
    monkeypatch.setattr(crew, "FIRST_WAIT", 0.01)
    (checkout.root / "web-fails").touch()

    assert main(["run"], checkout.root) == 1

    said = capsys.readouterr()
    assert said.out.count("web       | no such application") == 3
    assert "ended 3 times before it answered (exit code 1)" in said.err


def test_port_taken_while_the_server_was_down_is_the_reason(
    checkout: Checkout,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    free_port: int,
) -> None:
    # Free at both checks before the server starts; taken by another when the server has failed.
    (checkout.root / "web-fails").touch()
    monkeypatch.setenv("PORT", str(free_port))
    with socket.socket() as other:
        calls = iter([None, None])

        def require_free(port: int) -> None:
            if next(calls, "third") == "third":
                other.bind(("127.0.0.1", port))
                port_module.require_free(port)

        monkeypatch.setattr(start, "require_free", require_free)

        assert main(["run"], checkout.root) == 1

    assert capsys.readouterr().err.startswith(f"News Desk: Port {free_port} is in use")


def test_install_installs_what_developers_need(checkout: Checkout) -> None:
    assert main(["install"], checkout.root) == 0

    assert (checkout.places.venv / "installed-dev").exists()


def test_interrupted_installation_is_a_failure(checkout: Checkout) -> None:
    # Ctrl-C reaches the supervisor while pip is at work.
    (checkout.root / "pip.py").write_text(
        f"import os, signal\nos.kill({os.getpid()}, signal.SIGINT)\nsignal.pause()\n"
    )

    assert main(["install"], checkout.root) == 130


@pytest.mark.parametrize("arguments", [[], ["test"], ["run", "fast"]])
def test_unknown_command_is_one_line(
    capsys: pytest.CaptureFixture[str], checkout: Checkout, arguments: list[str]
) -> None:
    assert main(arguments, checkout.root) == 1
    assert capsys.readouterr().err.startswith("News Desk: Say run, dev or install")


def test_refusal_of_the_system_is_one_line(
    capsys: pytest.CaptureFixture[str], checkout: Checkout
) -> None:
    # A file where the folder has to be, as a stand-in for a folder that cannot be written to.
    (checkout.root / "not-a-folder").touch()

    assert main(["install"], checkout.root / "not-a-folder") == 1

    error = capsys.readouterr().err
    assert error.startswith("News Desk: The operating system refused: Not a directory")
    assert error.count("\n") == 1
