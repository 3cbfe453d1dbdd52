"""What a session keeps of a code that allauth has mailed: a seed, from which the code is computed.

allauth writes into the session what it compares with later. Whoever reads the database, or a backup
of it, could sign in with that. What our adapter gives it is worth nothing without the site's secret
key; the adapter mails the code instead, and our forms compare with it. Codes are digits, as phones
offer them to be filled in.
"""

from __future__ import annotations

from django.utils.crypto import salted_hmac

from core.tokens import CODE_DIGITS, TOKEN_LENGTH, new_token

_MARK = "seed:"
_LENGTH = len(_MARK) + TOKEN_LENGTH


def new_seed() -> str:
    """What is kept of a new code."""
    return _MARK + new_token()


def code_of(kept: str) -> str:
    """The code itself; what is no seed is a code already, or none."""
    if len(kept) != _LENGTH or not kept.startswith(_MARK):
        return kept
    number = int(salted_hmac("members.signing_in.codes", kept, algorithm="sha256").hexdigest(), 16)
    return f"{number % 10**CODE_DIGITS:0{CODE_DIGITS}}"
