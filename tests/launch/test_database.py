import sqlite3
from contextlib import closing
from pathlib import Path

from site_project.launch.database import migrations_recorded


def make_database(path: Path, *rows: tuple[int, str, str, str]) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE django_migrations (id, app, name, applied)")
        connection.executemany("INSERT INTO django_migrations VALUES (?, ?, ?, ?)", rows)
        connection.commit()


def test_without_a_record_of_migrations_there_is_nothing(tmp_path: Path) -> None:
    assert migrations_recorded(tmp_path / "absent") is None

    (tmp_path / "empty").touch()
    assert migrations_recorded(tmp_path / "empty") is None
    (tmp_path / "garbage").write_text("no database at all, but long enough to look like one")
    assert migrations_recorded(tmp_path / "garbage") is None
    make_database(tmp_path / "interrupted")
    assert migrations_recorded(tmp_path / "interrupted") is None


def test_record_tells_databases_apart(tmp_path: Path) -> None:
    make_database(tmp_path / "a # strange? name", (1, "news", "0001", "2026-11-22"))
    make_database(tmp_path / "older", (1, "news", "0001", "2026-11-21"))

    first = migrations_recorded(tmp_path / "a # strange? name")

    assert first
    assert first == migrations_recorded(tmp_path / "a # strange? name")
    assert first != migrations_recorded(tmp_path / "older")
