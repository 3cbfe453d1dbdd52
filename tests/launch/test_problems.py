"""What pip writes when it fails, shortened and without host names, and the one line we say."""

import errno
import os
import re
from pathlib import Path

import pytest

from site_project.launch.problems import from_os_error, from_pip, from_step, relative

NO_NETWORK = """\
WARNING: Retrying (Retry(total=0, connect=None, read=None, redirect=None, status=None)) after \
connection broken by 'NewConnectionError('<pip._vendor.urllib3.connection.HTTPSConnection object \
at 0x7f>: Failed to establish a new connection: [Errno -3] Temporary failure in name \
resolution')': /simple/wagtail/
ERROR: Could not find a version that satisfies the requirement wagtail==8.0.1 (from versions: none)
ERROR: No matching distribution found for wagtail==8.0.1
"""
LOST_CONNECTION = """\
Collecting wagtail==8.0.1
ERROR: Exception:
pip._vendor.urllib3.exceptions.ReadTimeoutError: HTTPSConnectionPool(host='index.example', \
port=443): Read timed out.
"""
NO_COMPILER = """\
Building wheels for collected packages: pillow-heif
  Building wheel for pillow-heif (pyproject.toml): started
  error: subprocess-exited-with-error
      building '_pillow_heif' extension
      error: command 'gcc' failed: No such file or directory
  ERROR: Failed building wheel for pillow-heif
ERROR: Could not build wheels for pillow-heif, which is required to install pyproject.toml-based \
projects
"""
NO_GCC = """\
Building wheels for collected packages: brotli
  Building wheel for brotli (pyproject.toml): finished with status 'error'
  error: subprocess-exited-with-error
      error: [Errno 2] No such file or directory: 'gcc'
  ERROR: Failed building wheel for brotli
"""
NO_RUST_AND_NO_WAY_TO_FETCH_IT = """\
Collecting pydantic-core==2.50.4 (from -r requirements.txt (line 1))
  Preparing metadata (pyproject.toml): finished with status 'error'
      Rust not found, installing into a temporary directory
      urllib.error.URLError: <urlopen error [Errno -3] Temporary failure in name resolution>
error: metadata-generation-failed
"""
NO_RUST = """\
  Building wheel for pydantic-core (pyproject.toml): started
      error: can't find Rust compiler
  ERROR: Failed building wheel for pydantic-core
"""
NO_HEADERS = """\
  Building wheel for brotli (setup.py): started
      python/_brotli.c:2:10: fatal error: Python.h: No such file or directory
"""
DISK_FULL = """\
Installing collected packages: wagtail
ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device
"""
NOT_OURS = """\
ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied: \
'/srv/news-desk/.venv/lib/python3.11/site-packages/wagtail'
"""
PROXY = """\
Could not fetch URL: There was a problem confirming the ssl certificate: [SSL: \
CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate - skipping
ERROR: No matching distribution found for wagtail==8.0.1
"""
ABSENT = """\
ERROR: Could not find a version that satisfies the requirement granian==2.8.7 (from versions: \
1.0.0, 1.0.1)
ERROR: No matching distribution found for granian==2.8.7
"""
BROKEN_BUILD = """\
  Building wheel for nh3 (pyproject.toml): started
      KeyError: 'version'
  ERROR: Failed building wheel for nh3
"""


@pytest.mark.parametrize(
    ("log", "says"),
    [
        (NO_NETWORK, "The package index cannot be reached; connect to the network"),
        (LOST_CONNECTION, "The package index cannot be reached"),
        (NO_COMPILER, "pillow-heif has no ready-made build for this machine .* C compiler"),
        (NO_GCC, "brotli has no ready-made build for this machine .* C compiler"),
        (NO_RUST, "pydantic-core has no ready-made build .* install Rust"),
        (NO_RUST_AND_NO_WAY_TO_FETCH_IT, "pydantic-core has no ready-made build .* install Rust"),
        (NO_HEADERS, "brotli has no ready-made build .*python3-dev"),
        (DISK_FULL, "The disk is full"),
        (NOT_OURS, r"The folder \.venv cannot be written to"),
        (PROXY, "certificate is not trusted here"),
        (ABSENT, "The package index has no granian==2.8.7 that fits this Python"),
        (BROKEN_BUILD, "nh3 could not be built on this machine"),
    ],
)
def test_pip_failure_is_one_line_with_cause_log_and_way_on(log: str, says: str) -> None:
    message = str(from_pip(log, "var/log/install.log"))

    assert "\n" not in message
    assert re.search(says, message)
    assert "the same command goes on where it stopped" in message
    assert "var/log/install.log" in message


def test_unknown_pip_failure_names_the_log() -> None:
    message = str(from_pip("Segmentation fault", "var/log/install.log"))

    assert (
        message == "The packages could not be installed; pip's reasons are in var/log/install.log."
    )


@pytest.mark.parametrize(
    ("output", "says"),
    [
        ("sqlite3.OperationalError: database or disk is full", "The disk is full"),
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("attempt to write a readonly database", "The folder var cannot be written to"),
        ("django.db.utils.IntegrityError", "Preparing the database failed; .* and in var/log/x"),
    ],
)
def test_step_failure_is_one_line(output: str, says: str) -> None:
    assert re.search(says, str(from_step("database", output, "var/log/x")))


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (errno.ENOSPC, r"The disk is full \(/srv/var\)"),
        (errno.EROFS, r"This cannot be written to \(/srv/var\)"),
        (errno.EACCES, "make it yours"),
        (errno.EMFILE, "The operating system refused: .*open files"),
    ],
)
def test_refusal_of_the_system_is_one_line(number: int, says: str) -> None:
    message = str(from_os_error(OSError(number, os.strerror(number), "/srv/var")))

    assert re.search(says, message)
    assert "\n" not in message


def test_paths_are_said_as_typed_in_the_checkout() -> None:
    assert relative(Path("/srv/desk/var/log"), Path("/srv/desk")) == "var/log"
    assert relative(Path("/srv/log"), Path("/srv/desk")) == "/srv/log"
