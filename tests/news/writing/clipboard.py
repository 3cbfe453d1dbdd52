"""What programs put on the clipboard, and the blocks one expects of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).resolve().parent.parent.parent / "samples" / "clipboard"
PROGRAMS = ("word", "google-docs", "libreoffice", "mail", "web-page")


def copied_from(name: str) -> str:
    """The HTML of this sample."""
    return (SAMPLES / f"{name}.html").read_text(encoding="utf-8")


def expected_blocks(name: str) -> list[tuple[str, Any]]:
    """The names and values of the blocks that this sample becomes."""
    listed = json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    return [next(iter(block.items())) for block in listed]
