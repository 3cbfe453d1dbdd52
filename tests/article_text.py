"""Read an article from the text of a page, as a reader of the old site saw it.

The page this product was first asked for is kept as such a text, outside the repository; a sample
of the same shape is in tests/samples. From top to bottom: contact strip, the page's title, the
article's headline, the source's date, the source, paragraphs, a headed list of quotations, a line
that links to the case studies, paragraphs, the disclaimer, what belongs to comments, contact strip.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from pathlib import Path

SAMPLE = Path(__file__).parent / "samples" / "article.txt"
BULLET = "•"


@dataclass(frozen=True)
class Quotation:
    """A quotation as it stands there: words with their marks, then who said it."""

    words: str
    speaker: str
    description: str

    @property
    def line(self) -> str:
        """The whole line."""
        who = f"{self.speaker}, {self.description}" if self.description else self.speaker
        return f"{self.words} – {who}"


@dataclass(frozen=True)
class ArticleText:
    """The parts of such a page, word for word."""

    telephone: str
    email: str
    headline: str
    date_in_words: str
    source: str
    before: list[str]
    quotations_heading: str
    quotations: list[Quotation]
    link_label: str
    after: list[str]
    disclaimer: str

    @property
    def date(self) -> datetime.date:
        """The source's date."""
        return datetime.datetime.strptime(self.date_in_words, "%B %d, %Y").date()

    @property
    def parts_in_order(self) -> list[str]:
        """Every line a reader must find, in the order in which they must stand."""
        return [
            self.telephone,
            self.email,
            self.headline,
            self.date_in_words,
            self.source,
            *self.before,
            self.quotations_heading,
            *(quotation.line for quotation in self.quotations),
            self.link_label,
            *self.after,
            self.disclaimer,
            self.telephone,
            self.email,
        ]


def read_article(path: Path) -> ArticleText:
    """Read the page's text."""
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    lines = [line for line in lines if line]
    telephone, email = lines[0].rsplit(" ", 1)
    end = lines.index("Leave a Reply")
    bullets = [number for number, line in enumerate(lines) if line.startswith(BULLET)]
    return ArticleText(
        telephone=telephone,
        email=email,
        headline=lines[2],
        date_in_words=lines[3],
        source=lines[4],
        before=lines[5 : bullets[0] - 1],
        quotations_heading=lines[bullets[0] - 1],
        quotations=[_quotation(lines[number]) for number in bullets],
        link_label=lines[bullets[-1] + 1],
        after=lines[bullets[-1] + 2 : end - 1],
        disclaimer=lines[end - 1],
    )


def _quotation(line: str) -> Quotation:
    words, who = line.removeprefix(BULLET).strip().rsplit(" – ", 1)
    speaker, _, description = who.partition(", ")
    return Quotation(words, speaker, description)


def squeezed(text: str) -> str:
    """The text with every run of white space as one space."""
    return re.sub(r"\s+", " ", text).strip()
