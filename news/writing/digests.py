"""What is kept beside an article so that a second one on the same piece is found at once.

A digest is the same for whatever a person would call the same; it is short and stands in an index.
"""

from __future__ import annotations

import hashlib
import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from core.search.snippets import folded

# Letters of a digest; 80 bits tell millions of articles apart.
LENGTH = 20

# What links carry to say where a click came from; it leads to the same page without.
_TRACKING = re.compile(
    r"^(?:utm_.*|at_.*|mc_[ce]id|fbclid|gclid|dclid|msclkid|igshid|twclid|yclid|_hs\w+|mkt_tok|"
    r"ref|ref_src|cmp|cmpid|ocid|ito|smid|ns_\w+|"
    r"__twitter_impression|guccounter|guce_\w+|amp)$",
    re.IGNORECASE,
)
# The same page for telephones.
_HOST_BEFORE = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")


def digest_of_address(address: str) -> str:
    """The same for all addresses that lead to the same page; empty for what is no web address."""
    key = plain_address(address)
    return _digest(key) if key else ""


def plain_address(address: str) -> str:
    """The address without scheme, `www`, stroke at the end, tracking and place in the page."""
    try:
        parts = urlsplit(address.strip() if "//" in address else f"https://{address.strip()}")
        port = parts.port
    except ValueError:
        return ""
    host = _HOST_BEFORE.sub("", (parts.hostname or "").rstrip("."))
    if parts.scheme not in ("http", "https") or "." not in host or parts.username:
        return ""
    if port and port not in (80, 443):
        host = f"{host}:{port}"
    asked = sorted(each for each in parse_qsl(parts.query) if not _TRACKING.match(each[0]))
    path = unquote(parts.path).rstrip("/").removesuffix("/amp").removesuffix("/index.html")
    return f"{host}{path}{'?' if asked else ''}{urlencode(asked)}"


def digest_of_headline(headline: str) -> str:
    """The same for all headlines of the same words; empty for those of fewer than two words."""
    words = plain_headline(headline)
    return _digest(words) if " " in words else ""


def plain_headline(headline: str) -> str:
    """The words in small letters, without accents and signs."""
    return " ".join(re.findall(r"\w+", re.sub(r"[’'ʼ]", "", folded(headline))))


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=LENGTH // 2).hexdigest()
