"""Turn the content files' parts into the blocks of a body."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from wagtail.blocks import Block, CharBlock, ListBlock, StructBlock, URLBlock

from news.blocks import ArticleBodyBlock

if TYPE_CHECKING:
    from demo.stock import Stock

# Standard pages use a part of the same blocks.
BODY = ArticleBodyBlock()
LINK = re.compile(r'href="(page|article|document):([^"]+)"')


def stream(parts: list[dict[str, Any]], stock: Stock) -> str:
    """The parts as a body's JSON. Each part is a table with one entry, named for its block."""
    blocks = []
    for part in parts:
        [(name, value)] = part.items()
        build = BUILDERS.get(name)
        built = build(value, stock) if build else value
        blocks.append({"type": name, "value": _completed(BODY.child_blocks[name], built)})
    return json.dumps(blocks)


def rich_text(text: str, stock: Stock) -> str:
    """Paragraphs separated by blank lines, as Wagtail keeps rich text; links find their targets."""

    def linked(match: re.Match[str]) -> str:
        kind, name = match.groups()
        if kind == "document":
            return f'linktype="document" id="{stock.document(name).pk}"'
        page = stock.article(name) if kind == "article" else stock.page(name)
        return f'linktype="page" id="{page.pk}"'

    chunks = (chunk.strip() for chunk in text.strip().split("\n\n"))
    html = "".join(
        chunk if chunk.startswith(("<ul>", "<ol>")) else f"<p>{chunk}</p>" for chunk in chunks
    )
    return LINK.sub(linked, html)


def _completed(block: Block, value: Any) -> Any:
    """The value with the fields that were left out, as empty as the editor would leave them."""
    if isinstance(block, ListBlock):
        completed = (_completed(block.child_block, each) for each in value)
        return [{"type": "item", "value": each, "id": str(uuid.uuid4())} for each in completed]
    if not isinstance(block, StructBlock):
        return value
    return {
        name: _completed(child, value[name]) if name in value else _blank(child)
        for name, child in block.child_blocks.items()
    }


def _blank(block: Block) -> str | None:
    return "" if isinstance(block, CharBlock | URLBlock) else None


def _heading(value: Any, stock: Stock) -> Any:
    return {"text": value, "level": "h2"} if isinstance(value, str) else value


def _figure(value: Any, stock: Stock) -> Any:
    image = stock.picture(value["picture"])
    chosen = {"image": image.pk, "alt_text": image.description, "decorative": False}
    return {"image": chosen, "caption": value["caption"]}


def _gallery(value: Any, stock: Stock) -> Any:
    return value | {"images": [_figure(image, stock) for image in value["images"]]}


def _embed(value: Any, stock: Stock) -> Any:
    return value | {"picture": stock.picture(value["picture"]).pk}


def _document(value: Any, stock: Stock) -> Any:
    return value | {"document": stock.document(value["document"]).pk}


def _table(value: Any, stock: Stock) -> Any:
    columns = [{"type": kind, "heading": heading} for kind, heading in value["columns"]]
    return value | {"columns": columns, "rows": [{"values": row} for row in value["rows"]]}


def _note(value: Any, stock: Stock) -> Any:
    return value | {"text": rich_text(value["text"], stock)}


def _disclaimer(value: Any, stock: Stock) -> Any:
    return stock.disclaimer(value).pk


def _case_study_links(value: Any, stock: Stock) -> Any:
    def chosen(link: dict[str, str]) -> dict[str, Any]:
        if "page" in link:
            return link | {"page": stock.page(link["page"]).pk}
        return _document(link, stock) if "document" in link else link

    return value | {"links": [chosen(link) for link in value["links"]]}


# Blocks that are missing here are stored as they are written.
BUILDERS: dict[str, Callable[[Any, Stock], Any]] = {
    "paragraph": rich_text,
    "heading": _heading,
    "image": _figure,
    "gallery": _gallery,
    "embed": _embed,
    "document": _document,
    "table": _table,
    "note": _note,
    "disclaimer": _disclaimer,
    "case_study_links": _case_study_links,
}
