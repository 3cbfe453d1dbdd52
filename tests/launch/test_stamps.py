from pathlib import Path

from site_project.launch.stamps import Stamp, fingerprint


def test_fingerprint_is_the_same_for_the_same_files(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    before = fingerprint(tmp_path, [tmp_path / "a"], "more")
    (tmp_path / "a").write_text("1")

    assert fingerprint(tmp_path, [tmp_path / "a"], "more") == before


def test_fingerprint_differs_with_content_name_and_further_text(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_text("1")
    second.write_text("1")
    before = fingerprint(tmp_path, [first], "more")

    assert fingerprint(tmp_path, [second], "more") != before
    assert fingerprint(tmp_path, [first], "other") != before
    assert fingerprint(tmp_path, [first, second], "more") != before
    first.write_text("2")
    assert fingerprint(tmp_path, [first], "more") != before


def test_fingerprint_tells_where_one_text_ends_and_the_next_begins(tmp_path: Path) -> None:
    assert fingerprint(tmp_path, [], "ab", "c") != fingerprint(tmp_path, [], "a", "bc")


def test_stamp_matches_only_what_was_written(tmp_path: Path) -> None:
    stamp = Stamp(tmp_path / "step")
    assert not stamp.matches("inputs")

    stamp.write("inputs")

    assert stamp.matches("inputs")
    assert not stamp.matches("other inputs")
    assert [path.name for path in tmp_path.iterdir()] == ["step"], "no draft stays behind"


def test_removed_and_unreadable_stamps_match_nothing(tmp_path: Path) -> None:
    stamp = Stamp(tmp_path / "step")
    stamp.write("inputs")
    stamp.remove()
    stamp.remove()
    assert not stamp.matches("inputs")

    stamp.path.write_bytes(b"\xff\xfe")
    assert not stamp.matches("inputs")
