import re
from pathlib import Path

from site_project.launch.password import demo_password, make_password


def test_password_is_made_once_and_for_the_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "demo_password"

    made = demo_password(path, None)

    assert re.fullmatch(r"([a-z]{4}-){3}[a-z]{4}", made)
    assert path.stat().st_mode & 0o777 == 0o600
    assert demo_password(path, None) == made
    assert demo_password(path, "  ") == made


def test_password_from_the_environment_wins_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "demo_password"
    demo_password(path, None)

    assert demo_password(path, "tell me") == "tell me"
    assert demo_password(path, None) == "tell me"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == ["demo_password"]


def test_passwords_differ() -> None:
    assert len({make_password() for _ in range(50)}) == 50
