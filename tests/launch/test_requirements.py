import importlib.util
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
PROJECT = """
[project]
dependencies = ["wagtail>=8.0.1,<8.1", "pillow>=13; python_version >= '3'"]
[project.optional-dependencies]
dev = ["pytest>=9"]
"""


@pytest.fixture(scope="module")
def checker() -> ModuleType:
    path = REPOSITORY / "bin" / "check_requirements.py"
    spec = importlib.util.spec_from_file_location("check_requirements", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def faults(checker: ModuleType, root: Path, run: str, dev: str) -> list[str]:
    (root / "pyproject.toml").write_text(PROJECT)
    (root / "requirements.txt").write_text(run)
    (root / "requirements-dev.txt").write_text(run + dev)
    found: list[str] = checker.faults_of(root)
    return found


RUN = f"wagtail=={version('wagtail')}  # via news-desk\npillow=={version('pillow')}\n"
DEV = f"pytest=={version('pytest')}\n"


def test_this_checkout_is_right(checker: ModuleType) -> None:
    assert checker.faults_of(REPOSITORY) == []


def test_pins_that_fit_are_right(checker: ModuleType, tmp_path: Path) -> None:
    assert faults(checker, tmp_path, RUN, DEV) == []


@pytest.mark.parametrize(
    ("run", "dev", "fault"),
    [
        ("wagtail==7.4.4\npillow==13.0.0\n", DEV, "wagtail must be 8.0.1, not 7.4.4"),
        ("wagtail==7.4.4\npillow==13.0.0\n", DEV, "is pinned to 7.4.4"),
        ("wagtail==7.4.4\npillow==13.0.0\n", DEV, "wagtail is 8.0.1 here, pinned is 7.4.4"),
        (RUN, "", "pytest>=9 has no pin"),
        (RUN, DEV + "news-desk-unknown==1\n", "news-desk-unknown is absent here"),
        (RUN + "redis>=8\n", DEV, "not pinned to one version: redis>=8"),
        (RUN, DEV + "wagtail==8.0.2\n", "wagtail is 8.0.1 in requirements.txt and 8.0.2"),
        ("--index-url https://x.example/\n" + RUN, DEV, "an option does not belong here"),
    ],
)
def test_pins_that_do_not_fit_are_said(
    checker: ModuleType, tmp_path: Path, run: str, dev: str, fault: str
) -> None:
    assert any(fault in found for found in faults(checker, tmp_path, run, dev))


def test_faults_are_the_exit_code(
    checker: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(checker, "faults_of", lambda root: ["a fault"])
    assert checker.main() == 1
    assert capsys.readouterr().err == "a fault\n"

    monkeypatch.setattr(checker, "faults_of", lambda root: [])
    assert checker.main() == 0
