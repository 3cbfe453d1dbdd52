"""Bodies: a block of every kind, as short and as long as it can be."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

from tests.extremes.texts import (
    ARABIC,
    EMOJI,
    LONG_ADDRESS,
    LONG_NAME,
    LONG_SUMMARY,
    LONG_WORD,
    SENTENCE,
    UNBROKEN,
    text,
)

Blocks = list[dict[str, Any]]


@dataclass(frozen=True)
class Things:
    """What blocks refer to, by key."""

    page: int
    document: int
    disclaimer: int
    wide: int
    tall: int
    tiny: int


def figure(image: int, caption: str = "", alt: str = "A reading room") -> dict[str, Any]:
    """A picture block's value."""
    value = {"image": image, "alt_text": alt, "decorative": not alt}
    return {"image": value, "caption": caption}


def quotation(words: str, speaker: str = "", description: str = "") -> dict[str, str]:
    """A quotation block's value."""
    return {"quotation": words, "speaker": speaker, "speaker_description": description}


def table(columns: int, rows: int, cell: str) -> dict[str, Any]:
    """A table block's value."""
    headings = [
        {"type": "number" if each % 2 else "text", "heading": f"Column {each}"}
        for each in range(columns)
    ]
    return {"columns": headings, "rows": [{"values": [cell] * columns}] * rows, "caption": ""}


def shortest(things: Things) -> Blocks:
    """A block of every kind that both an article and a standard page have, with the least in it."""
    return [
        _block("paragraph", text("x")),
        _block("heading", {"text": "x", "level": "h2"}),
        _block("quotation", quotation("x")),
        _block("image", figure(things.tiny, alt="")),
        _block("gallery", {"heading": "", "images": [figure(things.tiny, alt="")]}),
        _block("embed", {"address": "https://vimeo.com/1", "title": "x", "picture": None}),
        _block("document", {"document": things.document, "label": ""}),
        _block("table", table(1, 1, "")),
    ]


def longest(things: Things) -> Blocks:
    """The same kinds with as much as each takes."""
    images = [figure(each, LONG_SUMMARY) for each in (things.wide, things.tall, things.tiny)]
    player = {"address": "https://vimeo.com/76979871", "title": UNBROKEN, "picture": things.tall}
    return [
        _block("paragraph", text(LONG_WORD) + text(SENTENCE * 12) + _lists()),
        _block("heading", {"text": UNBROKEN, "level": "h2"}),
        _block("heading", {"text": LONG_NAME, "level": "h3"}),
        _block("quotation", quotation(LONG_WORD + " " + SENTENCE * 5, UNBROKEN, LONG_NAME)),
        _block("image", figure(things.tall, LONG_WORD)),
        _block("image", figure(things.wide, EMOJI)),
        _block("gallery", {"heading": LONG_NAME, "images": images * 8}),
        _block("embed", player),
        _block("document", {"document": things.document, "label": UNBROKEN}),
        _block("table", table(12, 8, "212,000 hours") | {"caption": UNBROKEN}),
        _block("table", table(3, 2, LONG_WORD)),
    ]


def shortest_of_desk(things: Things) -> Blocks:
    """The least of the kinds that only articles have."""
    return [
        _block("pull_quotes", {"heading": "", "quotations": [quotation("x")]}),
        _block("case_study_links", {"heading": "", "links": [{"address": "https://a.example/"}]}),
        _block("note", {"heading": "", "text": text("x")}),
        _block("disclaimer", things.disclaimer),
        _block("unconverted", {"source": "[x]"}),
    ]


def longest_of_desk(things: Things) -> Blocks:
    """The most of them."""
    quotations = [quotation(LONG_WORD, UNBROKEN, UNBROKEN), quotation(ARABIC, "د. ليلى", EMOJI)]
    links = [
        {"address": LONG_ADDRESS, "description": LONG_SUMMARY},
        {"label": UNBROKEN, "page": things.page, "description": LONG_WORD},
        {"label": "", "document": things.document, "description": ""},
    ]
    return [
        _block("pull_quotes", {"heading": LONG_NAME, "quotations": quotations * 3}),
        _block("case_study_links", {"heading": UNBROKEN, "links": links * 2}),
        _block("note", {"heading": UNBROKEN, "text": text(LONG_WORD) + _lists()}),
        _block("disclaimer", things.disclaimer),
        _block("unconverted", {"source": LONG_WORD}),
    ]


def sixty(things: Things) -> Blocks:
    """Sixty blocks and more of all kinds, short and long by turns."""
    short = [*shortest(things), *shortest_of_desk(things)]
    long = [*longest(things), *longest_of_desk(things)]
    # Each a block of its own: Wagtail gives a block its key where it stands.
    return copy.deepcopy([*long, *short]) + copy.deepcopy([*long, *short]) + copy.deepcopy(short)


def right_to_left() -> Blocks:
    """An article in a language written from right to left, as far as an editor can write one."""
    return [
        _block("paragraph", text(ARABIC * 3)),
        _block("heading", {"text": "من يقف خلف المكتب", "level": "h2"}),
        _block("pull_quotes", {"heading": "", "quotations": [quotation(ARABIC, "د. ليلى")]}),
        _block("paragraph", f"<ul><li>{ARABIC}</li><li>{ARABIC}</li></ul>"),
        _block("table", table(3, 2, "٢١٢ ساعة")),
    ]


def _lists() -> str:
    link = f'<a href="{LONG_ADDRESS}">{LONG_ADDRESS}</a>'
    return (
        f"<p>{link} <sup>2</sup> <b>{UNBROKEN}</b></p>"
        f"<ul><li>{LONG_WORD}</li><li>One<ol><li>{SENTENCE}</li></ol></li></ul>"
    )


def _block(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value}
