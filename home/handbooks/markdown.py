"""The part of Markdown that our handbooks are written in, as HTML.

Headings, paragraphs, lists, tables, pictures, links, emphasis and code: what docs/editors.md and
docs/administrators.md use, and a test says when they use more. The texts are our own and come with
the code; they are escaped all the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

_HEADING = re.compile(r"(#{1,4}) (.+)")
_HEADING_LINE = re.compile(r"^#{1,4} .+$", re.MULTILINE)
_ITEM = re.compile(r"(?:[-*]|(\d+)\.) +(.+)")
_RULE = re.compile(r"\|[-| :]+\|")
_INLINE = re.compile(
    r"`(?P<code>[^`]+)`"
    r"|!\[(?P<alt>[^\]]*)\]\((?P<picture>[^)\s]+)\)"
    r"|\[(?P<label>[^\]]+)\]\((?P<link>[^)\s]+)\)"
    r"|\*\*(?P<strong>.+?)\*\*"
    r"|\*(?P<emphasis>[^*\s](?:[^*]*[^*\s])?)\*"
)


@dataclass(frozen=True)
class Addresses:
    """Where pictures and links of a handbook lead; a link that leads nowhere is only its words."""

    picture: Callable[[str], str]
    link: Callable[[str], str]


def to_html(text: str, addresses: Addresses) -> SafeString:
    """The whole text; its first heading is left out, as the page says it already."""
    # A heading needs no empty line about it.
    spaced = _HEADING_LINE.sub(r"\n\g<0>\n", text)
    blocks = re.split(r"\n{2,}", spaced.strip("\n"))
    parts = [part for block in blocks for part in _block(block, addresses)]
    return mark_safe("\n".join(parts))  # noqa: S308 -- every text in it is escaped by _inline


def title_of(text: str) -> str:
    """The first heading."""
    return text.partition("\n")[0].lstrip("# ")


def anchor_of(heading: str) -> str:
    """What a heading is called in the address of a link to it, as GitHub has it."""
    return slugify(re.sub(r"[`*]", "", heading), allow_unicode=True)


def _block(block: str, addresses: Addresses) -> Iterator[str]:
    lines = block.split("\n")
    inline = partial(_inline, addresses=addresses)
    if heading := _HEADING.fullmatch(block):
        level = len(heading[1])
        if level > 1:
            name = anchor_of(heading[2])
            yield f'<h{level} id="{escape(name)}">{inline(heading[2])}</h{level}>'
    elif lines[0].startswith("|") and len(lines) > 1 and _RULE.fullmatch(lines[1]):
        yield _table(lines, inline)
    elif _ITEM.match(lines[0]):
        yield _list(lines, inline)
    elif all(line.startswith("    ") for line in lines):
        yield f"<pre>{escape(chr(10).join(line[4:] for line in lines))}</pre>"
    else:
        for is_item, group in groupby(lines, lambda line: bool(_ITEM.match(line))):
            words = list(group)
            yield _list(words, inline) if is_item else f"<p>{inline(' '.join(words))}</p>"


def _list(lines: list[str], inline: Callable[[str], str]) -> str:
    items: list[str] = []
    for line in lines:
        if item := _ITEM.match(line):
            items.append(item[2])
        else:
            items[-1] += f" {line.strip()}"
    first = _ITEM.match(lines[0])
    kind = "ol" if first and first[1] else "ul"
    return f"<{kind}>{''.join(f'<li>{inline(item)}</li>' for item in items)}</{kind}>"


def _table(lines: list[str], inline: Callable[[str], str]) -> str:
    def row(line: str, cell: str) -> str:
        texts = re.split(r"(?<!\\)\|", line.strip().strip("|"))
        cells = "".join(f"<{cell}>{inline(text.strip())}</{cell.split()[0]}>" for text in texts)
        return f"<tr>{cells}</tr>"

    head = row(lines[0], 'th scope="col"')
    body = "".join(row(line, "td") for line in lines[2:])
    # A region that can be scrolled by keys, where the window is narrow.
    return (
        '<div class="handbook__table" tabindex="0">'
        f'<table class="listing"><thead>{head}</thead><tbody>{body}</tbody></table></div>'
    )


def _inline(text: str, addresses: Addresses) -> str:
    parts = []
    end = 0
    for found in _INLINE.finditer(text):
        parts += [escape(text[end : found.start()]), _span(found, addresses)]
        end = found.end()
    return "".join([*parts, escape(text[end:])])


def _span(found: re.Match[str], addresses: Addresses) -> str:
    if found["code"]:
        return f"<code>{escape(found['code'])}</code>"
    if found["picture"]:
        source = escape(addresses.picture(found["picture"]))
        return f'<img src="{source}" alt="{escape(found["alt"])}" loading="lazy">'
    if found["link"]:
        label, target = _inline(found["label"], addresses), addresses.link(found["link"])
        return f'<a href="{escape(target)}">{label}</a>' if target else label
    name = "strong" if found["strong"] else "em"
    return f"<{name}>{_inline(found['strong'] or found['emphasis'], addresses)}</{name}>"
