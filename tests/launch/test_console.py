import errno
import io
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from site_project.launch.console import Console, wants_colours


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Closed(io.StringIO):
    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def write(self, text: str) -> int:
        raise OSError(self.number, "gone")


def test_every_line_is_headed_by_who_says_it(console: Console, output: io.StringIO) -> None:
    console.say("web", "listening")
    console.voice("scheduler")("published 1 page  \n")

    assert output.getvalue() == "web       | listening\nscheduler | published 1 page\n"


def test_names_are_coloured_only_where_asked_for() -> None:
    stream = io.StringIO()
    console = Console(stream, colours=True)
    console.say("web", "listening")
    console.say("stranger", "hello")

    assert stream.getvalue() == "\x1b[32mweb       |\x1b[0m listening\nstranger  | hello\n"


def test_what_the_terminal_cannot_show_stops_nothing() -> None:
    written = io.BytesIO()
    terminal = io.TextIOWrapper(written, encoding="ascii")
    Console(terminal, colours=False).say("web", "“café”")

    assert written.getvalue() == b"web       | ?caf??\n"


@pytest.mark.parametrize(
    ("stream", "environment", "wanted"),
    [
        (Terminal(), {"TERM": "xterm"}, True),
        (Terminal(), {"TERM": "xterm", "NO_COLOR": "1"}, False),
        (Terminal(), {"TERM": "xterm", "NO_COLOR": ""}, True),
        (Terminal(), {"TERM": "dumb"}, False),
        (Terminal(), {}, False),
        (io.StringIO(), {"TERM": "xterm"}, False),
    ],
)
def test_colours_are_for_terminals(
    stream: io.StringIO, environment: dict[str, str], wanted: bool
) -> None:
    assert wants_colours(stream, environment) is wanted


@pytest.fixture
def hangups() -> Iterator[list[int]]:
    received: list[int] = []
    before = signal.signal(signal.SIGHUP, lambda number, _: received.append(number))
    yield received
    signal.signal(signal.SIGHUP, before)


@pytest.mark.parametrize("number", [errno.EPIPE, errno.EIO])
def test_reader_gone_means_the_end_as_with_a_closed_terminal(
    hangups: list[int], number: int
) -> None:
    Console(Closed(number), colours=False).say("web", "listening")

    assert hangups == [signal.SIGHUP]


def test_full_disk_behind_the_output_stops_nothing(hangups: list[int]) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full on this system")
    stream = full.open("w", encoding="utf-8")

    Console(stream, colours=False).say("web", "listening")

    assert hangups == []
    with pytest.raises(OSError, match="No space"):
        stream.close()
