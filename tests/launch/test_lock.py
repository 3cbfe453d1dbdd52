import subprocess
import sys
from pathlib import Path

import pytest

from site_project.launch.lock import one_after_another, only_one
from site_project.launch.problems import LaunchError

HOLD = """
import sys
from pathlib import Path
from site_project.launch.lock import only_one
with only_one(Path(sys.argv[1]), "http://localhost:8123/"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_second_start_is_told_where_the_first_one_is(tmp_path: Path) -> None:
    lock = tmp_path / "run.lock"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(lock)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with holder:
        assert holder.stdout
        holder.stdout.readline()
        with (
            pytest.raises(LaunchError, match=r"already runs.*http://localhost:8123/"),
            only_one(lock, "second"),
        ):
            pytest.fail("two at once")
        holder.kill()

    with only_one(lock, "http://localhost:8124/"):
        assert lock.read_text() == "http://localhost:8124/"


def test_taking_turns_lets_one_after_the_other_in(tmp_path: Path) -> None:
    with one_after_another(tmp_path / "lock"):
        pass
    with (
        one_after_another(tmp_path / "lock"),
        pytest.raises(LaunchError, match="starting"),
        only_one(tmp_path / "lock", ""),
    ):
        pytest.fail("the lock was not held")
