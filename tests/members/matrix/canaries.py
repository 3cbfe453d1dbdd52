"""Words that stand in one field of one page and nowhere else, and how they are found again."""

from __future__ import annotations

import re
from hashlib import sha256

# Where a word came from: the secret's name, the field.
Origin = tuple[str, str]

_WORD = re.compile(r"zqx[a-z]{12}")
_known: dict[str, Origin] = {}


def canary(secret: str, field: str) -> str:
    """The field's word. Letters only, which stay what they are in addresses, HTML and JSON."""
    digest = sha256(f"{secret} {field}".encode()).digest()[:12]
    word = "zqx" + "".join(chr(ord("a") + byte % 26) for byte in digest)
    _known[word] = (secret, field)
    return word


def sung_in(text: str) -> frozenset[Origin]:
    """Where the words come from that are in the text."""
    return frozenset(_known[word] for word in set(_WORD.findall(text.lower())) if word in _known)
