"""What XML can say."""

from __future__ import annotations

import re

# Everything that XML 1.0 has no way to write, not even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def without_forbidden(text: str) -> str:
    """The text without the characters that XML forbids: one pasted must not break a whole file."""
    return _FORBIDDEN.sub("", text)
