"""HTML of ours for readers elsewhere: feeds and mails, which know neither our addresses nor styles.

What remains is what any reader shows: texts, lists, tables, links and pictures with whole
addresses. A player becomes the link it is before a reader starts it.
"""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

KEPT_ATTRIBUTES = {
    *("href", "src", "alt", "width", "height", "colspan", "rowspan", "scope", "start"),
    *("cite", "datetime", "lang", "dir", "title"),
}
ADDRESSES = {"href", "src", "cite"}
SCHEMES = {"http", "https", "mailto", "tel"}
VOID = {"br", "hr", "img", "wbr"}
# The formats a browser chooses among, and what only scripts and styles need.
UNWRAPPED = {"picture", "span", "div"}
DROPPED = {"source", "input", "link", "meta"}
DROPPED_WHOLE = {"script", "style", "iframe", "object", "template", "form", "button"}


def portable_html(html: str, base: str) -> str:
    """The HTML with addresses made whole from `base`, the page's own, and without its furniture."""
    writer = _Writer(base)
    writer.feed(html)
    writer.close()
    # What templates are set out with is of no use elsewhere.
    return re.sub(r"\s*\n\s*", "\n", "".join(writer.parts)).strip()


class _Writer(HTMLParser):
    """Writes what it reads, but for what others cannot use."""

    def __init__(self, base: str) -> None:
        super().__init__(convert_charrefs=True)
        self.base = base
        self.parts: list[str] = []
        self._skipped: list[str] = []
        self._players = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._skipped or tag in DROPPED_WHOLE or self._is_about_player(tag):
            # Only what ends can be left out as a whole.
            if tag not in VOID | DROPPED:
                self._skipped.append(tag)
            return
        if tag == "figure" and (self._players or "embed" in (dict(attrs).get("class") or "")):
            self._players += 1
        if tag not in UNWRAPPED | DROPPED:
            self.parts.append(f"<{tag}{self._attributes(attrs)}>")

    def handle_endtag(self, tag: str) -> None:
        if self._skipped:
            if tag == self._skipped[-1]:
                self._skipped.pop()
            return
        if tag == "figure" and self._players:
            self._players -= 1
        if tag not in UNWRAPPED | DROPPED | VOID:
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self.parts.append(escape(data, quote=False))

    def _is_about_player(self, tag: str) -> bool:
        """Whether this tells that a player will be loaded, which here is a link only."""
        return tag == "figcaption" and self._players > 0

    def _attributes(self, attrs: list[tuple[str, str | None]]) -> str:
        written = []
        for name, value in attrs:
            if name in ADDRESSES:
                value = whole_address(self.base, value or "")
            if name in KEPT_ATTRIBUTES and value is not None:
                written.append(f' {name}="{escape(value)}"')
        return "".join(written)


def whole_address(base: str, address: str) -> str | None:
    """The address as it reads from elsewhere; None for what is no address of the web or a person's.

    `base` is the address of the page it stands on.
    """
    try:
        whole = urljoin(base, address)
        scheme = urlsplit(whole).scheme
    except ValueError:  # a host that begins like an IPv6 address and is none
        return None
    return whole if scheme in SCHEMES else None
