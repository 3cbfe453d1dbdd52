"""Secrets that are mailed to people: made here, kept as hashes only, and kept out of logs.

A *token* stands in a link and is too long to be guessed: its plain SHA-256 tells nobody anything,
and looking for that hash in an index takes the same time whatever was asked for. A *code* is typed
from a mail and short: its hash is keyed with the site's secret key, or whoever reads the database
could try all codes there are. How often a code may be tried is for its owner to limit.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import string

from django.utils.crypto import constant_time_compare, salted_hmac

# 256 random bits. Letters and digits alone, so that no mail program ends a link too early and
# nothing else on the site, such as a slug of the same length, looks like one.
TOKEN_LENGTH = 43
ALPHABET = string.ascii_letters + string.digits
TOKEN = re.compile(rf"(?<![A-Za-z0-9])[A-Za-z0-9]{{{TOKEN_LENGTH}}}(?![A-Za-z0-9])")
HASH_LENGTH = 64
CODE_DIGITS = 6

HIDDEN = "[token]"


def new_token() -> str:
    """A token for a link. It is to be mailed and forgotten; keep `hash_of_token`."""
    return "".join(secrets.choice(ALPHABET) for _ in range(TOKEN_LENGTH))


def hash_of_token(token: str) -> str:
    """What is kept of a token and looked for again, as HASH_LENGTH hexadecimal digits."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_code() -> str:
    """A code of CODE_DIGITS digits, to be typed from a mail."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"


def hash_of_code(code: str, purpose: str) -> str:
    """What is kept of a code, as HASH_LENGTH hexadecimal digits.

    `purpose` names what the code is for, so that the same code for anything else has another hash.
    Spaces that people type between the digits do not count.
    """
    digits = "".join(code.split())
    return salted_hmac(f"core.tokens.code:{purpose}", digits, algorithm="sha256").hexdigest()


def is_code(code: str, purpose: str, known_hash: str) -> bool:
    """Whether this is the code whose hash was kept; an empty hash is that of none."""
    return bool(known_hash) and constant_time_compare(hash_of_code(code, purpose), known_hash)


def without_tokens(text: str) -> str:
    """The text with everything in it that looks like a token left out: for logs."""
    return TOKEN.sub(HIDDEN, text)
