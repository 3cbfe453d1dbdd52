"""What a body says, without its looks: for search, reading time, feeds and programs.

The form is that of Markdown where it reads naturally (headings, lists, quotations), so that one
text serves people, search and programs alike. Parts stand apart by an empty line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Protocol, runtime_checkable

from inscriptis import get_text
from inscriptis.model.config import ParserConfig
from wagtail.blocks import Block, BoundBlock, StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.rich_text import RichText

WORD = re.compile(r"\w+(?:['’\-]\w+)*")
_HTML = ParserConfig(display_images=False, display_links=False)


@runtime_checkable
class SpeaksForItself(Protocol):
    """A block that knows how to put its value into words."""

    def plain_text(self, value: Any) -> str:
        """The value in words; parts apart by an empty line."""


def plain_text(body: StreamValue) -> str:
    """Everything a reader of the body reads, in order."""
    return "\n\n".join(part for part in (text_of(child) for child in body) if part)


def text_of(bound: BoundBlock | StreamValue.StreamChild) -> str:
    """One block's words."""
    return text_of_value(bound.block, bound.value)


def text_of_value(block: Block, value: Any) -> str:
    """The words of a block's value: the block's own rendering, else those of its parts."""
    if isinstance(block, SpeaksForItself):
        return block.plain_text(value).strip()
    return "\n\n".join(part for part in _parts(value) if part)


def _parts(value: Any) -> Iterator[str]:
    if isinstance(value, RichText):
        yield text_of_html(value.source)
    elif isinstance(value, (StreamValue, ListValue)):
        children = value.bound_blocks if isinstance(value, ListValue) else value
        for child in children:
            yield text_of(child)
    elif isinstance(value, StructValue):
        for bound in value.bound_blocks.values():
            yield text_of(bound)
    elif isinstance(value, str):
        yield value.strip()


def text_of_html(html: str) -> str:
    """Rich text in words, its paragraphs and list entries on lines of their own."""
    lines = (line.rstrip() for line in get_text(html, _HTML).splitlines())
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    # A list's first line is set in by the library; a text that begins with blanks is code.
    return re.sub(r"^ +\*", "*", text, flags=re.MULTILINE)


def count_words(text: str) -> int:
    """How many words a person reads in it."""
    return sum(1 for _ in WORD.finditer(text))
