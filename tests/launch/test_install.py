import importlib.util
import io
import shutil

import pytest

from site_project.launch.console import Console
from site_project.launch.crew import Crew
from site_project.launch.install import install, is_installed, is_usable
from site_project.launch.places import Places
from site_project.launch.problems import LaunchError

from .checkout import Checkout


@pytest.fixture(autouse=True)
def installed(places: Places, crew: Crew, console: Console, checkout: Checkout) -> None:
    install(places, crew, console, dev=False)
    assert checkout.asked() == ["venv", "pip"]


def test_second_start_installs_nothing(
    places: Places, crew: Crew, console: Console, checkout: Checkout
) -> None:
    install(places, crew, console, dev=False)

    assert checkout.asked() == []


def test_changed_pins_are_installed_into_the_environment_there_is(
    places: Places, crew: Crew, console: Console, checkout: Checkout
) -> None:
    places.requirements().write_text("wagtail==8.0.2\n")
    install(places, crew, console, dev=False)

    assert checkout.asked() == ["pip"]
    assert is_installed(places, dev=False)


def test_packages_for_developers_are_enough_to_run_but_not_the_reverse(
    places: Places, crew: Crew, console: Console, checkout: Checkout
) -> None:
    assert not is_installed(places, dev=True)

    install(places, crew, console, dev=True)

    assert checkout.asked() == ["pip"]
    assert is_installed(places, dev=True)
    assert is_installed(places, dev=False)


def test_interrupted_installation_is_done_again(
    places: Places, crew: Crew, console: Console, checkout: Checkout
) -> None:
    pins = places.requirements().read_text()
    places.requirements().write_text("wagtail==9.9.9\n")
    (checkout.root / "pip-says").write_text("No matching distribution found for wagtail==9.9.9")
    with pytest.raises(LaunchError, match=r"has no wagtail==9\.9\.9"):
        install(places, crew, console, dev=False)
    assert "wagtail==9.9.9" in (places.log / "install.log").read_text()

    # Back to the pins that were complete before: what the failure left in between is unknown.
    (checkout.root / "pip-says").unlink()
    places.requirements().write_text(pins)
    checkout.asked()
    install(places, crew, console, dev=False)

    assert checkout.asked() == ["pip"]


@pytest.mark.parametrize("damage", ["python", "pip", "cfg", "old"])
def test_damaged_environment_is_made_anew(
    places: Places, crew: Crew, console: Console, checkout: Checkout, damage: str
) -> None:
    if damage == "python":
        places.python.unlink()
        places.python.symlink_to("/gone/with/an/upgrade/python3")
    elif damage == "pip":
        shutil.rmtree(places.venv / "lib")
    elif damage == "cfg":
        (places.venv / "pyvenv.cfg").unlink()
    else:
        (places.venv / "pyvenv.cfg").write_text("version = 3.9.2\n")
    assert not is_usable(places.venv)

    install(places, crew, console, dev=False)

    assert checkout.asked() == ["venv", "pip"]
    assert is_usable(places.venv)


def test_failure_to_make_the_environment_is_said(
    places: Places, crew: Crew, console: Console, checkout: Checkout
) -> None:
    shutil.rmtree(places.venv)
    (checkout.root / "venv-fails").touch()

    with pytest.raises(LaunchError, match="The disk is full"):
        install(places, crew, console, dev=False)


def test_python_without_the_venv_module_names_debians_package(
    places: Places, crew: Crew, console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(places.venv)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)

    with pytest.raises(LaunchError, match=r"apt install python3\.\d+-venv"):
        install(places, crew, console, dev=False)


def test_person_is_told_what_takes_long(output: io.StringIO) -> None:
    assert "making .venv with Python 3." in output.getvalue()
    assert "installing 1 packages" in output.getvalue()
