"""Read pasted HTML, in the dialect of whatever program wrote it, as pieces of text.

What remains is paragraphs, headings, lists, links and emphasis. Only these are ever made of it:
there is no list of things to remove, so nothing can be missing from it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from news.writing.paste_pieces import BULLET, NUMBER, Kind, Piece, Run, tidied, without_start
from news.writing.paste_styles import Look, is_hidden, look_within, styles_of, word_level
from news.writing.paste_tokens import RAW, End, Start, Text, tokens

HEADINGS = {f"h{level}": level for level in range(1, 7)}
LISTS = {"ul", "ol"}
BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd"),
    *("details", "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer"),
    *("form", "header", "hr", "html", "legend", "li", "main", "nav", "ol", "p", "pre"),
    *("section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    *HEADINGS,
}
VOID = {
    *("area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta"),
    *("param", "source", "track", "wbr"),
}
# What is no text: controls, drawings, players, what was crossed out.
DROPPED = {
    *("applet", "audio", "button", "canvas", "datalist", "del", "head", "map", "math"),
    *("object", "optgroup", "option", "picture", "progress", "meter", "s", "select"),
    *("strike", "svg", "template", "video"),
}
CREDITS = {"cite", "figcaption", "footer"}
# A book has fewer; what has more would keep others waiting. Words are not counted.
MOST_TOKENS = 100_000
MOST_PIECES = 5_000
# Of how many runs an item may be, so that a hostile list is not put together again and again.
MOST_RUNS_OF_AN_ITEM = 200


class TooMuchToPasteError(ValueError):
    """The HTML has more parts than any text that people paste. None of it was taken."""


@dataclass(frozen=True)
class _Place:
    """Where a text stands, by the elements around it."""

    look: Look = field(default_factory=Look)
    hidden: bool = False
    # The sign or number that Word writes before an item.
    marker: bool = False
    piece: Piece = field(default_factory=Piece)
    # An item's number among all: two paragraphs of one item belong together.
    item: int = 0
    # An item that only its paragraph says is one, as Word has it.
    written_marker: bool = False


@dataclass
class _List:
    ordered: bool
    item_is_open: bool = False


def pieces_of(html: str) -> list[Piece]:
    """The pieces that the HTML says, in their order, without empty ones.

    Raises TooMuchToPasteError: half a text is worse than none.
    """
    reader = _Reader()
    for number, token in enumerate(tokens(html)):
        if number > MOST_TOKENS or len(reader.pieces) > MOST_PIECES:
            raise TooMuchToPasteError
        if isinstance(token, Text):
            reader.text(token.data)
        elif isinstance(token, Start):
            reader.start(token)
        else:
            reader.end(token)
    reader.finish()
    return reader.pieces


class _Reader:
    """Follows the elements that are open, each with the place it makes, and gathers pieces."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._open: list[tuple[str, _Place]] = []
        self._counts: Counter[str] = Counter()
        self._lists: list[_List] = []
        self._items = 0
        self._quotes = 0
        self._runs: list[Run] = []
        self._started: _Place | None = None
        self._marker = ""
        self._last_item = 0

    @property
    def _place(self) -> _Place:
        return self._open[-1][1] if self._open else _Place()

    def text(self, data: str) -> None:
        """Add text where it stands."""
        place = self._place
        if place.marker:
            self._marker += data[:20]
        elif not place.hidden:
            data = data.replace("\n", " ")
            if self._started is None and data.strip():
                self._started = place
            if self._started is not None:
                self._runs.append(Run(data, place.look))

    def start(self, token: Start) -> None:
        """Enter an element."""
        tag = token.tag
        if tag == "br":
            self._break()
            return
        if tag in BLOCKS:
            self._flush()
            self._close_what_it_ends(tag)
        if tag in VOID or tag in RAW:
            return
        place = self._place_within(token)
        if tag in LISTS:
            self._lists.append(_List(tag == "ol"))
        elif tag == "li" and self._lists:
            self._lists[-1].item_is_open = True
        self._open.append((tag, place))
        self._counts[tag] += 1

    def end(self, token: End) -> None:
        """Leave an element, and what in it was not closed."""
        tag = token.tag
        if tag == "br":
            self._break()
        if tag in BLOCKS:
            self._flush()
        if self._counts[tag]:
            self._close(tag)

    def finish(self) -> None:
        """Keep what the end of the text leaves open."""
        self._flush()

    def _place_within(self, token: Start) -> _Place:
        """The place that the element makes."""
        around, tag, attributes = self._place, token.tag, token.attributes
        styles = styles_of(attributes)
        place = replace(
            around,
            look=look_within(around.look, tag, attributes, styles),
            hidden=around.hidden or tag in DROPPED or is_hidden(attributes, styles),
            marker=around.marker or styles.get("mso-list") == "ignore",
        )
        level = word_level(attributes, styles) if tag in ("p", "div") else None
        if tag in HEADINGS:
            heading = replace(around.piece, kind=Kind.HEADING, level=HEADINGS[tag])
            return replace(place, piece=heading)
        if tag == "li":
            return self._item(place, max(len(self._lists) - 1, 0), self._is_ordered)
        if level is not None and not self._lists:
            self._marker = ""
            return replace(self._item(place, level, ordered=False), written_marker=True)
        if "mso-outline-level" in styles and tag == "p":
            return replace(place, piece=_outlined(around.piece, styles["mso-outline-level"]))
        if tag == "blockquote":
            self._quotes += 1
            return replace(place, piece=replace(around.piece, quoted=self._quotes))
        if tag in CREDITS:
            return replace(place, piece=replace(around.piece, credit=True))
        return place

    def _item(self, place: _Place, depth: int, ordered: bool) -> _Place:
        self._items += 1
        piece = replace(place.piece, kind=Kind.ITEM, level=depth, ordered=ordered)
        return replace(place, piece=piece, item=self._items)

    @property
    def _is_ordered(self) -> bool:
        return bool(self._lists) and self._lists[-1].ordered

    def _close_what_it_ends(self, tag: str) -> None:
        """HTML lets the ends of paragraphs, headings and items go unsaid."""
        for ended in ("p", *HEADINGS):
            if self._counts[ended] and (ended == "p" or tag in HEADINGS):
                self._close(ended)
        if tag == "li" and self._lists and self._lists[-1].item_is_open:
            self._close("li")

    def _close(self, tag: str) -> None:
        """Leave the innermost element of this name and all within it."""
        while self._open:
            left, _ = self._open.pop()
            self._counts[left] -= 1
            if left in LISTS:
                self._lists.pop()
            elif left == "li" and self._lists:
                self._lists[-1].item_is_open = False
            if left == tag:
                return

    def _break(self) -> None:
        """A line break; two of them end a paragraph."""
        if self._place.hidden or self._started is None:
            return
        after = [run.text for run in self._runs[-2:] if run.text.strip(" \t\u00a0")]
        if after[-1:] == ["\n"]:
            self._flush()
        else:
            self._runs.append(Run("\n", self._place.look))

    def _flush(self) -> None:
        """Keep what was gathered as a piece."""
        place, runs = self._started, tuple(self._runs)
        self._started, self._runs = None, []
        if place is None:
            return
        piece = tidied(replace(place.piece, runs=runs))
        if place.written_marker:
            piece = _without_marker(piece, self._marker)
        elif piece.kind is Kind.PARAGRAPH and not piece.credit:
            piece = _with_written_bullet(piece)
        if not piece.runs:
            return
        if place.item and place.item == self._last_item:
            piece = self._continued(piece)
        self._last_item = place.item
        self.pieces.append(piece)

    def _continued(self, piece: Piece) -> Piece:
        """One more paragraph of the item before, on a line of its own."""
        before = self.pieces[-1]
        if piece.kind is not Kind.ITEM or len(before.runs) > MOST_RUNS_OF_AN_ITEM:
            return piece
        return replace(self.pieces.pop(), runs=(*before.runs, Run("\n"), *piece.runs))


def _outlined(piece: Piece, level: str) -> Piece:
    """The piece as a heading, where Word says that it is one by its outline."""
    if not level.isdecimal() or not 1 <= int(level) <= 9:
        return piece
    return replace(piece, kind=Kind.HEADING, level=min(int(level), 6))


def _without_marker(item: Piece, marker: str) -> Piece:
    """A Word item: numbered or not as its marker says, wherever that is written."""
    if marker.strip():
        return replace(item, ordered=bool(NUMBER.match(f"{marker.strip()} ")))
    for pattern, ordered in ((BULLET, False), (NUMBER, True)):
        if found := pattern.match(item.text):
            return replace(tidied(without_start(item, found.end())), ordered=ordered)
    return item


def _with_written_bullet(piece: Piece) -> Piece:
    """A paragraph that begins with a bullet is an item, as mails have it; a dash may be speech."""
    found = BULLET.match(piece.text)
    if not found or found[0].strip() == "-":
        return piece
    return tidied(without_start(replace(piece, kind=Kind.ITEM), found.end()))
