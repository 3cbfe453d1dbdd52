"""Whole starts, with stand-ins for pip, manage.py and the server, in processes of their own."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from .checkout import Checkout, is_running

Eventually = Callable[[Callable[[], bool]], None]
REPOSITORY = Path(__file__).resolve().parents[2]
MAIN = (
    "import sys\nfrom pathlib import Path\nfrom site_project.launch.__main__ import main\n"
    "sys.exit(main([sys.argv[1]], Path(sys.argv[2])))"
)


class Start:
    """A `make run` in the stand-in checkout, with all it writes in a file."""

    def __init__(self, checkout: Checkout, port: int) -> None:
        self.log = checkout.root / f"start-{port}.log"
        environment = os.environ | {"PYTHONPATH": str(REPOSITORY), "PORT": str(port)}
        environment.pop("DATABASE_URL", None)
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", MAIN, "run", str(checkout.root)],
                env=environment, stdout=log, stderr=log,
            )  # fmt: skip

    @property
    def text(self) -> str:
        return self.log.read_text()


@pytest.fixture
def begin(checkout: Checkout, eventually: Eventually) -> Iterator[Callable[..., Start]]:
    """Start, by default until the site is up and all services have said something."""
    checkout.install()
    starts: list[Start] = []

    def begin(port: int, until: Sequence[str] = ("db_worker at", "run_scheduler at")) -> Start:
        start = Start(checkout, port)
        starts.append(start)
        eventually(
            lambda: start.process.poll() is not None or all(said in start.text for said in until)
        )
        return start

    yield begin
    for start in starts:
        start.process.kill()
        start.process.wait()
    eventually(lambda: not checkout.running())


def test_start_shows_where_to_look_and_ctrl_c_stops_all_of_it(
    begin: Callable[..., Start], checkout: Checkout, free_port: int, eventually: Eventually
) -> None:
    start = begin(free_port)
    password = (checkout.places.var / "demo_password").read_text().strip()
    for said in (
        f"Site   http://localhost:{free_port}/",
        f"Admin  http://localhost:{free_port}/admin/",
        f"Demo accounts, all with the password {password}",
        "Editor  e@example.org",
        "Ctrl-C stops everything.",
        "worker    | db_worker at work with site_project.settings.local",
    ):
        assert said in start.text
    assert len(checkout.running()) == 4

    start.process.send_signal(signal.SIGINT)

    assert start.process.wait(30) == 0
    assert checkout.running() == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_no_process_outlives_the_supervisor_however_it_ends(
    begin: Callable[..., Start], checkout: Checkout, free_port: int, eventually: Eventually,
    number: signal.Signals,
) -> None:  # fmt: skip
    start = begin(free_port)
    eventually(lambda: len(checkout.running()) == 4)

    start.process.send_signal(number)
    code = start.process.wait(30)

    eventually(lambda: not checkout.running())
    assert code == (-signal.SIGKILL if number == signal.SIGKILL else 0)


def test_second_start_does_only_what_is_left_to_do(
    begin: Callable[..., Start], checkout: Checkout, free_port: int
) -> None:
    first = begin(free_port)
    first.process.send_signal(signal.SIGTERM)
    first.process.wait(30)
    checkout.asked()

    begin(free_port)

    assert sorted(line.split()[0] for line in checkout.asked()) == ["db_worker", "run_scheduler"]


def test_dead_server_is_started_again(
    begin: Callable[..., Start], checkout: Checkout, free_port: int, eventually: Eventually
) -> None:
    start = begin(free_port)
    eventually(lambda: len(checkout.running()) == 4)
    web = checkout.web()
    os.kill(web, signal.SIGKILL)

    eventually(lambda: "web       | ended (exit code 137); again in 1 s" in start.text)
    eventually(lambda: len(checkout.running()) == 4)
    assert not is_running(web)


def test_second_start_in_the_same_folder_says_so_in_one_line(
    begin: Callable[..., Start], free_port: int
) -> None:
    begin(free_port)

    second = begin(free_port + 1)

    assert second.process.wait(30) == 1
    assert second.text == (
        f"News Desk: It already runs from this folder (http://localhost:{free_port}/); "
        "stop it there with Ctrl-C first.\n"
    )


def test_port_in_use_is_said_in_one_line_before_anything_is_done(
    begin: Callable[..., Start], checkout: Checkout, free_port: int
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", free_port))
        other.listen()
        start = begin(free_port)

        assert start.process.wait(30) == 1
    assert start.text.startswith(f"News Desk: Port {free_port} is in use by another program")
    assert start.text.count("\n") == 1
    assert checkout.asked() == []


def test_interrupted_preparation_leaves_no_process_and_is_not_called_done(
    begin: Callable[..., Start], checkout: Checkout, free_port: int, eventually: Eventually
) -> None:
    # A preparation that hangs until it is stopped.
    (checkout.root / "manage.py").write_text(
        "import os, pathlib, signal\n"
        "(pathlib.Path('pids') / str(os.getpid())).touch()\n"
        "print('in the middle', flush=True)\n"
        "while True: signal.pause()\n"
    )
    start = begin(free_port, until=["| in the middle"])

    start.process.send_signal(signal.SIGINT)

    assert start.process.wait(30) == 130, start.text
    assert "the same command goes on where it was" in start.text
    assert checkout.running() == []
    assert not (checkout.places.var / "stamps" / "database").exists()
