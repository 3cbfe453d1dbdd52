"""HTML as tokens, in time that grows with its length alone.

What a clipboard holds was written by anybody. The parsers at hand take quadratic time over tags
that never end or never match (html.parser, libxml2) or build a tree as deep as the nesting. Here,
as in the HTML standard, what was looked at is also consumed: a tag or a comment without an end
reaches to the end of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
ATTRIBUTE = re.compile(
    r"[\s/]*([^\s/>=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]*)))?|[\s/]*=|[\s/]+"
)
# Their content is no HTML, and none of it is text that people wrote.
RAW = {"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript"}


@dataclass(frozen=True)
class Text:
    """What stands between tags, with its character references resolved."""

    data: str


@dataclass(frozen=True)
class Start:
    """The beginning of an element; names are in lower case, the first of an attribute counts."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class End:
    """The end of an element."""

    tag: str


Token = Text | Start | End


def tokens(html: str) -> Iterator[Token]:
    """The HTML's texts and tags in their order; comments and declarations are left out."""
    position, length = 0, len(html)
    while position < length:
        opening = html.find("<", position)
        if opening < 0:
            opening = length
        if opening > position:
            yield Text(unescape(html[position:opening]))
        if opening == length:
            return
        if tag := TAG.match(html, opening):
            token, position = _tag(html, tag)
            if token:
                yield token
        elif html.startswith(("<!", "<?", "</"), opening):
            position = _after_declaration(html, opening)
        else:
            yield Text("<")
            position = opening + 1


def _tag(html: str, tag: re.Match[str]) -> tuple[Token | None, int]:
    """The tag, or None where it never ends; and where to read on."""
    name = tag[2].lower()
    position = tag.end()
    attributes: dict[str, str] = {}
    while position < len(html) and html[position] != ">":
        found = ATTRIBUTE.match(html, position)
        if not found or found.end() == position:
            position += 1
            continue
        position = found.end()
        if found[1]:
            value = next((each for each in found.groups()[1:] if each is not None), "")
            attributes.setdefault(found[1].lower(), unescape(value))
    if position >= len(html):
        return None, position
    if tag[1]:
        return End(name), position + 1
    return Start(name, attributes), _after_content(html, name, position + 1)


def _after_content(html: str, name: str, position: int) -> int:
    """Past what is no HTML: up to the end tag, or the end of the text."""
    if name not in RAW:
        return position
    end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(html, position)
    return end.start() if end else len(html)


def _after_declaration(html: str, opening: int) -> int:
    """Past a comment, or what browsers take for one (Word's <![if !supportLists]>)."""
    is_comment = html.startswith("<!--", opening)
    # "<!-->" and "<!--->" are comments without content.
    end = html.find("-->", opening + 2) if is_comment else html.find(">", opening + 2)
    return len(html) if end < 0 else end + (3 if is_comment else 1)
