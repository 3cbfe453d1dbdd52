"""What programs say with attributes: emphasis, list levels, what is hidden."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

SCHEMES = {"http", "https", "mailto", "tel"}
# From this weight on (of 100 to 900) letters count as bold.
BOLD_FROM = 600
MARKS = {"b": "b", "strong": "b", "i": "i", "em": "i", "sup": "sup", "sub": "sub"}
# Word's remarks stand among the text: the sign in it, and the remarks after it.
REMARKS = re.compile(r"\bmso(?:commentreference|comanchor|commenttext)\b", re.IGNORECASE)
REMARK_LINKS = re.compile(r"#(?:cmnt|_msocom_)", re.IGNORECASE)
WORD_LEVEL = re.compile(r"\blevel(\d)\b")
WORD_LIST = re.compile(r"\bmsolistparagraph", re.IGNORECASE)


@dataclass(frozen=True)
class Look:
    """How a run of text is set off; `href` is the address it links to."""

    bold: bool = False
    italic: bool = False
    raised: str = ""  # "sup", "sub" or nothing
    href: str = ""


def styles_of(attributes: Mapping[str, str]) -> dict[str, str]:
    """The element's own styles by name, all in lower case."""
    pairs = (part.partition(":") for part in attributes.get("style", "").lower().split(";"))
    return {name.strip(): value.strip() for name, colon, value in pairs if colon}


def is_hidden(attributes: Mapping[str, str], styles: Mapping[str, str]) -> bool:
    """Whether nobody saw it where it was copied, or it is a remark on the text, not text."""
    return (
        "hidden" in attributes
        or styles.get("display") == "none"
        or styles.get("visibility") == "hidden"
        or styles.get("mso-hide") == "all"
        or styles.get("mso-element", "").startswith("comment")
        or bool(REMARKS.search(attributes.get("class", "")))
        or bool(REMARK_LINKS.match(attributes.get("href", "")))
    )


def look_within(
    look: Look, tag: str, attributes: Mapping[str, str], styles: Mapping[str, str]
) -> Look:
    """The look of an element's text, given that of what it stands in."""
    mark = MARKS.get(tag)
    raised = mark if mark in ("sup", "sub") else look.raised
    return replace(
        look,
        bold=_is_bold(styles.get("font-weight", ""), look.bold or mark == "b"),
        italic=_is_italic(styles.get("font-style", ""), look.italic or mark == "i"),
        raised=_raised(styles.get("vertical-align", ""), raised or ""),
        href=address(attributes.get("href", "")) if tag == "a" else look.href,
    )


def address(href: str) -> str:
    """The address as it was copied, where it leads somewhere; else nothing."""
    # As browsers do: control characters and blanks around an address are no part of it.
    cleaned = re.sub(r"[\x00-\x20\x7f]+", "", href)
    try:
        parts = urlsplit(cleaned)
    except ValueError:  # a host that begins like an IPv6 address and is none
        return ""
    if parts.scheme not in SCHEMES or (parts.scheme.startswith("http") and not parts.hostname):
        return ""
    return cleaned


def word_level(attributes: Mapping[str, str], styles: Mapping[str, str]) -> int | None:
    """The depth, from 0, of a paragraph that Word shows as an item of a list; else None."""
    listed = styles.get("mso-list", "")
    if listed and listed not in ("ignore", "none"):
        level = WORD_LEVEL.search(listed)
        return int(level[1]) - 1 if level else 0
    return 0 if WORD_LIST.search(attributes.get("class", "")) else None


def _is_bold(weight: str, inherited: bool) -> bool:
    if weight in ("bold", "bolder"):
        return True
    if weight in ("normal", "lighter"):
        return False
    return int(weight) >= BOLD_FROM if re.fullmatch(r"[0-9]{1,4}", weight) else inherited


def _is_italic(style: str, inherited: bool) -> bool:
    if style in ("italic", "oblique"):
        return True
    return False if style == "normal" else inherited


def _raised(align: str, inherited: str) -> str:
    if align in ("super", "sub"):
        return "sup" if align == "super" else "sub"
    return inherited
