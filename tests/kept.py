"""What takes long to make and is the same from one run of the tests to the next.

Kept beside what pytest keeps, by a digest of all that it is made of, so that nothing of a former
state is ever used.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
CACHE = CHECKOUT / ".pytest_cache"


def place(name: str, made_of: Iterable[Path], ending: str = "") -> Path:
    """Where it is kept, or is to be."""
    digest = hashlib.sha256()
    for file in made_of:
        digest.update(f"{file.relative_to(CHECKOUT)}\0".encode() + file.read_bytes())
    return CACHE / f"{name}-{digest.hexdigest()[:16]}{ending}"
