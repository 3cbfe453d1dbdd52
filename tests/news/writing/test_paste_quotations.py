"""Who said what is recognised in the forms people write it in."""

from __future__ import annotations

import pytest

from news.writing.paste_html import pieces_of
from news.writing.paste_quotations import Quotation, Speaker, quotation_from, quotations_at

HOLT = Speaker("Maren Holt", "librarian")


@pytest.mark.parametrize(
    ("line", "words", "speaker"),
    [
        ("“We lent more books,” said Maren Holt, librarian", "We lent more books", HOLT),
        ("“We lent more books,” said Maren Holt, librarian.", "We lent more books", HOLT),
        ("“We lent more books”, Maren Holt said, librarian", "We lent more books", HOLT),
        ("“We lent more books,” Maren Holt recalls.", "We lent more books", Speaker("Maren Holt")),
        ("“Never again!” – Maren Holt, librarian", "Never again!", HOLT),
        ("“Never again!” — Maren Holt, librarian", "Never again!", HOLT),
        ("“Never again!” -- Maren Holt, librarian", "Never again!", HOLT),
        ("“Never again!”\nMaren Holt, librarian", "Never again!", HOLT),
        ("“Never again!” (Maren Holt, librarian)", "Never again!", HOLT),
        ('"Never again!" - Maren Holt, librarian', "Never again!", HOLT),
        ("Maren Holt, librarian: “Never again!”", "Never again!", HOLT),
        ("Maren Holt: “Never again!”", "Never again!", Speaker("Maren Holt")),
        ("„Nie wieder!“ – Maren Holt, librarian", "„Nie wieder!“", HOLT),
        ("„Nie wieder“, sagt Maren Holt, librarian", "„Nie wieder“", HOLT),
        ("„Nie wieder“, so Maren Holt, librarian", "„Nie wieder“", HOLT),
        ("Maren Holt, librarian: „Nie wieder!”", "„Nie wieder!”", HOLT),
        ("« Jamais plus ! » – Maren Holt, librarian", "«Jamais plus !»", HOLT),
        ("»Nie wieder!« – Maren Holt, librarian", "»Nie wieder!«", HOLT),
        (
            "“He said “no” and left.” – Dr Ann-Kathrin van der Berg, head of library, Marl",
            "He said “no” and left.",
            Speaker("Dr Ann-Kathrin van der Berg", "head of library, Marl"),
        ),
        ("“It don’t matter.” – M. Holt", "It don’t matter.", Speaker("M. Holt")),
        ("“Nobody in particular.”", "Nobody in particular.", None),
    ],
)
def test_quotation_is_recognised(line: str, words: str, speaker: Speaker | None) -> None:
    assert quotation_from(line) == Quotation(words, speaker)


@pytest.mark.parametrize(
    "line",
    [
        "Nothing quoted here.",
        "They call it “the shelf” in Marl.",
        "“One,” she said, “and two.”",
        "“It begins and does not end",
        "“”",
        "It was late: “Go home!”, they said, and so we did.",
        "“Go home,” said the man at the door who had been there since the morning of that day",
        "The three rules of the house that nobody has ever written down: “Be quiet.”",
        f"“Go home.” – {'Very ' * 80}Long",
        "",
    ],
)
def test_anything_else_is_not_a_quotation(line: str) -> None:
    assert quotation_from(line) is None


@pytest.mark.parametrize(
    "html",
    [
        "<blockquote><p>Never again!</p><footer>— <cite>Maren Holt</cite>, librarian</footer>"
        "</blockquote>",
        "<figure><blockquote>Never again!</blockquote><figcaption>Maren Holt, librarian"
        "</figcaption></figure>",
        "<blockquote><p>Never again!<br>– Maren Holt, librarian</p></blockquote>",
        "<blockquote><p>Never again!</p><p>– Maren Holt, librarian</p></blockquote>",
        "<p>“Never again!”</p><p>– Maren Holt, librarian</p>",
        "<ul><li>“Never again!” – Maren Holt, librarian</li></ul>",
    ],
)
def test_speaker_beside_a_quotation_is_recognised(html: str) -> None:
    pieces = pieces_of(html * 2)

    found, after = quotations_at(pieces, 0)

    assert found == [Quotation("Never again!", HOLT)] * 2
    assert after == len(pieces)


def test_blockquote_keeps_its_paragraphs() -> None:
    html = "<blockquote><p>One.</p><p>Two.</p><footer>Maren Holt</footer></blockquote>"

    found, _ = quotations_at(pieces_of(html), 0)

    assert found == [Quotation("One.\nTwo.", Speaker("Maren Holt"))]


def test_heading_ends_a_run_of_quotations() -> None:
    line = "<p>“Never again!” – Maren Holt, librarian</p>"

    found, after = quotations_at(pieces_of(f"{line}<h2>Next</h2>{line}"), 0)

    assert len(found) == after == 1
