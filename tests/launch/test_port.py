import errno
import socket

import pytest

from site_project.launch.port import _refused, parse_port, require_free
from site_project.launch.problems import LaunchError


@pytest.mark.parametrize(
    ("text", "port"),
    [(None, 8000), ("", 8000), (" ", 8000), ("1", 1), (" 8080 ", 8080), ("65535", 65535)],
)
def test_port_is_read_from_the_environment(text: str | None, port: int) -> None:
    assert parse_port(text) == port


@pytest.mark.parametrize(
    "text", ["0", "65536", "-1", "80.5", "http", "8000;rm", "٨٠", "²", "9" * 30, "9" * 5000]
)
def test_what_is_no_port_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(LaunchError, match="PORT must be a number from 1 to 65535") as caught:
        parse_port(text)

    assert "\n" not in str(caught.value)


def test_free_port_is_free(free_port: int) -> None:
    require_free(free_port)


def test_port_on_which_somebody_listens_is_refused(free_port: int) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", free_port))
        other.listen()

        with pytest.raises(LaunchError, match=f"Port {free_port} is in use"):
            require_free(free_port)


def test_port_that_is_taken_but_silent_is_refused(free_port: int) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", free_port))

        with pytest.raises(LaunchError, match=f"PORT={free_port % 65535 + 1}"):
            require_free(free_port)


def test_port_on_which_somebody_listens_under_the_other_localhost_is_refused() -> None:
    with socket.socket(socket.AF_INET6) as other:
        try:
            other.bind(("::1", 0))
        except OSError:
            pytest.skip("no IPv6 loopback on this machine")
        other.listen()

        with pytest.raises(LaunchError, match="is in use"):
            require_free(other.getsockname()[1])


@pytest.mark.parametrize(
    ("number", "says"),
    [(errno.EACCES, "is for administrators"), (errno.EADDRNOTAVAIL, "cannot be used")],
)
def test_other_refusals_of_the_system_are_said(number: int, says: str) -> None:
    assert says in str(_refused(80, OSError(number, "no")))
