"""E-mail addresses that people see and the simplest harvesters do not.

A harvester that looks through pages for "mailto:" and for anything with an @ in it finds nothing
where every character is written as HTML's number for it. Browsers and screen readers read the same
address as ever: it can be read out, copied and clicked, without any script. Whoever takes the
trouble to read HTML as browsers do finds it; no way of showing an address to people hides it.
"""

from __future__ import annotations

import re
from html import unescape

from django.utils.safestring import SafeString, mark_safe

# Looked for from the beginning of a run of such characters only: from each of them in turn, a long
# run without an @ would take time by the square of its length.
_ADDRESSES = re.compile(r"(?<![^\s<>\"'@])[^\s<>\"'@]+@[^\s<>\"'@]+")


def veiled(text: str) -> SafeString:
    """The text with each character as its number; safe in HTML and in its attributes."""
    numbers = "".join(f"&#{ord(character)};" for character in text)
    return mark_safe(numbers)  # noqa: S308 -- nothing but numbers


def with_addresses_veiled(html: str) -> SafeString:
    """HTML that is safe already, with the e-mail addresses in it veiled."""
    covered = _ADDRESSES.sub(lambda found: veiled(unescape(found[0])), html)
    return mark_safe(covered)  # noqa: S308 -- as safe as what came in
