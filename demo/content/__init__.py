"""What the demo site says, as texts that can be read and mended without reading code."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


def read(name: str) -> dict[str, Any]:
    """The content file of this name."""
    return _parsed(FOLDER / f"{name}.toml")


def read_articles() -> list[dict[str, Any]]:
    """All articles, the earliest first: later ones may link to earlier ones."""
    return [_parsed(path) for path in sorted((FOLDER / "articles").glob("*.toml"))]


def _parsed(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
