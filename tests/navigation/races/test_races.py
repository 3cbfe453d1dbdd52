"""Menus, pages and settings are changed in two processes; both show what is true, at once or soon.

What is true is what a process shows that forgets everything before each answer. Run again what
failed with the seed it names: `SEED=… pytest -m "faults or not faults" tests/navigation/races`.
"""

from __future__ import annotations

import os
import secrets
import time

import pytest

from tests.navigation.races.processes import Process
from tests.navigation.races.trial import Trial


def put_to_trial(processes: list[Process], number: int, capsys: pytest.CaptureFixture[str]) -> None:
    """Make so many edits; say what was measured, or how to repeat what went wrong."""
    seed = os.environ.get("SEED") or secrets.token_hex(4)
    began = time.monotonic()
    with Trial(processes, seed) as trial:
        try:
            for _ in range(number):
                trial.step()
        except BaseException:
            print(f"SEED={seed}, after {len(trial.edits)} edits:", *trial.edits, sep="\n")
            print(*(process.log for process in processes), sep="\n---\n")
            raise
        with capsys.disabled():
            seconds = time.monotonic() - began
            print(f"\nSEED={seed}, {seconds:.0f} s: {trial.report()}")


def test_two_processes_show_the_same_after_each_edit(
    processes: list[Process], capsys: pytest.CaptureFixture[str]
) -> None:
    put_to_trial(processes, 12, capsys)


@pytest.mark.faults
def test_two_processes_show_the_same_after_each_of_many_edits(
    processes: list[Process], capsys: pytest.CaptureFixture[str]
) -> None:
    put_to_trial(processes, 300, capsys)
