import dataclasses
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from site_project.launch.console import Console
from site_project.launch.crew import Crew
from site_project.launch.places import Places
from site_project.launch.prepare import Preparation
from site_project.launch.problems import LaunchError

from .checkout import Checkout


@pytest.fixture
def preparation(places: Places, crew: Crew, console: Console, checkout: Checkout) -> Preparation:
    """A site that has been prepared once."""
    checkout.install()
    preparation = Preparation(places, "secret")
    preparation.run(crew, console)
    assert sorted(checkout.asked()) == ["prepare database --new-password", "prepare static"]
    return preparation


def test_second_start_prepares_nothing(
    preparation: Preparation, crew: Crew, console: Console, checkout: Checkout
) -> None:
    assert preparation.due() == []

    preparation.run(crew, console)

    assert checkout.asked() == []


def touch(name: str) -> Callable[[Places], None]:
    def write(places: Places) -> None:
        (places.root / name).write_text("changed")

    return write


def delete_database(places: Places) -> None:
    places.database.unlink()


def restore_other_database(places: Places) -> None:
    content = places.database.read_bytes()
    places.database.write_bytes(content.replace(b"core", b"news"))


def delete_static_files(places: Places) -> None:
    shutil.rmtree(places.var / "static")


def delete_everything(places: Places) -> None:
    shutil.rmtree(places.var)
    places.make()


@pytest.mark.parametrize(
    ("change", "due"),
    [
        (touch("news/migrations/0002_more.py"), ["database"]),
        (touch("news/static/news/a.css"), ["static"]),
        (touch("news/static/news/b.css"), ["static"]),
        (touch("news/views.py"), []),
        (touch("requirements.txt"), ["database", "static"]),
        (touch("site_project/settings/local.py"), ["database", "static"]),
        (delete_database, ["database"]),
        (restore_other_database, ["database"]),
        (delete_static_files, ["static"]),
        (delete_everything, ["database", "static"]),
    ],
)
def test_only_what_changed_is_prepared_again(
    preparation: Preparation, change: Callable[[Places], None], due: list[str]
) -> None:
    change(preparation.places)

    assert preparation.due() == due


def test_new_password_reaches_the_accounts_and_an_old_one_leaves_them_alone(
    preparation: Preparation, crew: Crew, console: Console, checkout: Checkout
) -> None:
    renewed = dataclasses.replace(preparation, password="another")
    assert renewed.due() == ["database"]
    renewed.run(crew, console)
    assert checkout.asked() == ["prepare database --new-password"]

    touch("news/migrations/0002_more.py")(preparation.places)
    renewed.run(crew, console)
    assert checkout.asked() == ["prepare database"]


def test_database_elsewhere_is_prepared_at_every_start(preparation: Preparation) -> None:
    assert dataclasses.replace(preparation, external_database=True).due() == ["database"]


def test_development_needs_no_collected_static_files(preparation: Preparation) -> None:
    delete_everything(preparation.places)

    assert dataclasses.replace(preparation, with_static=False).due() == ["database"]


def test_failed_step_is_explained_and_done_again(
    preparation: Preparation, crew: Crew, console: Console, checkout: Checkout, output: io.StringIO
) -> None:
    delete_database(preparation.places)
    (checkout.root / "prepare-fails").write_text("IntegrityError: a reason")

    with pytest.raises(LaunchError, match=r"the database failed; .*prepare-database\.log"):
        preparation.run(crew, console)

    assert "database  | IntegrityError: a reason" in output.getvalue()
    assert "a reason" in Path(preparation.places.log / "prepare-database.log").read_text()
    assert preparation.due() == ["database"]


def test_interrupted_step_is_done_again_even_if_its_inputs_went_back(
    preparation: Preparation, crew: Crew, console: Console, checkout: Checkout
) -> None:
    migration = checkout.root / "news/migrations/0002_more.py"
    migration.touch()
    (checkout.root / "prepare-fails").write_text("")
    with pytest.raises(LaunchError):
        preparation.run(crew, console)
    migration.unlink()

    assert preparation.due() == ["database"]
