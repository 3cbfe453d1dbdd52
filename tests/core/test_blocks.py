"""Blocks that any page's body may hold."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks import StreamBlock, StructBlockValidationError

from core.blocks import (
    DocumentBlock,
    EmbedBlock,
    FigureBlock,
    GalleryBlock,
    HeadingBlock,
    ParagraphBlock,
    QuotationBlock,
    TableBlock,
)
from core.models import DeskImage
from core.pictures_shown import making_all_sizes
from tests.factories import DocumentFactory, ImageFactory

VIDEO = "https://youtu.be/dQw4w9WgXcQ"


@pytest.mark.parametrize(
    ("typed", "opening", "words", "closing"),
    [
        ("Hello", "“", "Hello", "”"),
        ("“Hello”", "“", "Hello", "”"),
        ('"Hello"', '"', "Hello", '"'),
        ("„Hallo“", "„", "Hallo", "“"),
        ("«Bonjour»", "«", "Bonjour", "»"),
        ("»Hallo«", "»", "Hallo", "«"),
        ("‘Hello’", "‘", "Hello", "’"),
        ("‚Hallo‘", "‚", "Hallo", "‘"),
        ("  “Hello”\n", "“", "Hello", "”"),
        ("‘It’s open’", "‘", "It’s open", "’"),
        ("“Two\nlines”", "“", "Two\nlines", "”"),
        # Not one pair round everything: shown as typed, between marks of its own.
        ("“One” and “two”", "“", "“One” and “two”", "”"),
        ('"One" and "two"', "“", '"One" and "two"', "”"),
        ("‘One’ and ‘two’", "“", "‘One’ and ‘two’", "”"),
        ("“Hello", "“", "“Hello", "”"),
        ("Hello”", "“", "Hello”", "”"),
        ("“Hello„", "“", "“Hello„", "”"),
        ("He said “hello”", "“", "He said “hello”", "”"),
        ("“Hello”, he said", "“", "“Hello”, he said", "”"),
        ("", "“", "", "”"),
        ("   ", "“", "", "”"),
        ("“", "“", "“", "”"),
        ("“”", "“", "", "”"),
    ],
)
def test_quotation_is_shown_in_one_pair_of_marks(
    typed: str, opening: str, words: str, closing: str
) -> None:
    value = QuotationBlock().to_python({"quotation": typed})

    assert (value.opening, value.words, value.closing) == (opening, words, closing)


def test_missing_quotation_is_an_empty_one() -> None:
    value = QuotationBlock().to_python({"quotation": None})

    assert value.words == ""


def test_quotation_names_its_speaker() -> None:
    html = QuotationBlock().render(
        QuotationBlock().to_python(
            {"quotation": "“A <b>\nB”", "speaker": "M. Holt", "speaker_description": "librarian"}
        )
    )

    assert "A &lt;b&gt;<br>B" in html
    assert "<cite>M. Holt</cite>, librarian" in html
    assert html.count("“") == html.count("”") == 1


@pytest.mark.parametrize(
    ("speaker", "description", "expected"),
    [
        ("M. Holt", "", "<figcaption>– <cite>M. Holt</cite></figcaption>"),
        ("", "a librarian", "<figcaption>– a librarian</figcaption>"),
    ],
)
def test_quotation_does_with_half_a_speaker(speaker: str, description: str, expected: str) -> None:
    value = {"quotation": "Open.", "speaker": speaker, "speaker_description": description}

    assert expected in QuotationBlock().render(QuotationBlock().to_python(value))


def test_anonymous_quotation_has_no_caption() -> None:
    assert "figcaption" not in QuotationBlock().render(
        QuotationBlock().to_python({"quotation": "Open."})
    )


@pytest.mark.parametrize(
    ("level", "expected"),
    [("h2", "<h2>A &amp; B</h2>"), ("h3", "<h3>A &amp; B</h3>"), ("", "<h2>")],
)
def test_heading_has_its_level(level: str, expected: str) -> None:
    block = HeadingBlock()

    assert expected in block.render(block.to_python({"text": "A & B", "level": level}))


def test_paragraph_offers_what_running_text_needs() -> None:
    assert "h2" not in ParagraphBlock().features
    assert {"bold", "italic", "link", "document-link"} <= set(ParagraphBlock().features)
    assert ParagraphBlock(features=["bold"]).features == ["bold"]


@pytest.mark.django_db
def test_paragraph_shows_its_text() -> None:
    block = ParagraphBlock()

    assert "<b>eleven</b>" in block.render(block.to_python("<p>In <b>eleven</b> towns</p>"))


def clean_embed(**value: Any) -> Any:
    """Check a video as the editor's form does when it publishes."""
    block = EmbedBlock()
    return block.clean(block.to_python({"title": "A video"} | value))


def test_video_of_an_allowed_provider_is_taken() -> None:
    assert clean_embed(address=VIDEO)["address"] == VIDEO


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/video",
        "https://youtube.com@evil.example/watch?v=dQw4w9WgXcQ",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://youtu.be/dQw4w9WgXcQ" + "?" * 3000,
        "https://" + "a" * 10_000,
        "",
    ],
    ids=lambda address: address[:40],
)
def test_any_other_address_is_refused_at_its_field(address: str) -> None:
    with pytest.raises(StructBlockValidationError) as refusal:
        clean_embed(address=address)

    assert set(refusal.value.block_errors) == {"address"}


def test_draft_may_do_without_an_address_but_not_with_a_wrong_one() -> None:
    stream = StreamBlock([("embed", EmbedBlock())])

    def draft(address: str) -> Any:
        value = [{"type": "embed", "value": {"title": "", "address": address}}]
        return stream.clean_deferred(stream.to_python(value))

    assert draft("")[0].value["address"] == ""
    with pytest.raises(ValidationError):
        draft("https://example.org/video")
    with pytest.raises(ValidationError):
        stream.clean(draft(""))


def render_embed(**value: Any) -> str:
    block = EmbedBlock()
    return block.render(block.to_python({"title": "A “video” <b>"} | value))


def test_video_is_a_link_until_the_reader_starts_it() -> None:
    html = render_embed(address=VIDEO)

    assert f'href="{VIDEO}"' in html
    assert 'data-embed-src="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"' in html
    assert "data-embed-audio" not in html
    assert "Plays at YouTube" in html
    assert "<iframe" not in html
    assert "<b>" not in html


def test_sound_says_that_it_is_one() -> None:
    assert "data-embed-audio" in render_embed(address="https://soundcloud.com/a/b")


def test_address_that_no_player_is_allowed_for_is_only_a_link() -> None:
    html = render_embed(address="https://example.org/video")

    assert 'href="https://example.org/video"' in html
    assert "data-embed" not in html


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "", None, " http:x"]
)
def test_address_that_leads_nowhere_on_the_web_is_no_link(address: str | None) -> None:
    """Nobody can type such an address; it may come from elsewhere all the same."""
    html = render_embed(address=address)

    assert "href" not in html
    assert "data-embed" not in html


@pytest.mark.django_db
def test_video_shows_our_own_picture() -> None:
    html = render_embed(address=VIDEO, picture=ImageFactory().pk)

    assert '<img alt="" ' in html
    assert "format-jpeg" in html


def figure(image: DeskImage | None = None, caption: str = "", **more: Any) -> dict[str, Any]:
    """A picture as it is stored."""
    image = image or ImageFactory(credit="M. Holt")
    stored = {"image": image.pk, "alt_text": "A shelf", "decorative": False} | more
    return {"image": stored, "caption": caption}


@pytest.mark.django_db
def test_picture_is_shown_in_modern_and_old_formats_with_caption_and_credit() -> None:
    block = FigureBlock()

    with making_all_sizes():
        html = block.render(block.to_python(figure(caption="The shelf")))

    assert html.index('type="image/avif"') < html.index('type="image/webp"')
    assert 'alt="A shelf"' in html
    assert '<figcaption>The shelf <span class="credit">M. Holt</span></figcaption>' in html
    assert 'loading="lazy"' in html


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("caption", "credit", "expected"),
    [
        ("The shelf", "", "<figcaption>The shelf</figcaption>"),
        ("", "M. Holt", '<figcaption> <span class="credit">M. Holt</span></figcaption>'),
    ],
)
def test_picture_does_with_caption_or_credit(caption: str, credit: str, expected: str) -> None:
    block = FigureBlock()

    html = block.render(block.to_python(figure(ImageFactory(credit=credit), caption)))

    assert expected in html


@pytest.mark.django_db
def test_picture_without_caption_and_credit_has_none() -> None:
    block = FigureBlock()

    assert "figcaption" not in block.render(block.to_python(figure(ImageFactory())))


@pytest.mark.django_db
def test_decorative_picture_has_an_empty_text() -> None:
    block = FigureBlock()

    assert 'alt=""' in block.render(block.to_python(figure(decorative=True)))


@pytest.mark.django_db
def test_picture_without_text_is_refused_when_published() -> None:
    block = FigureBlock()

    with pytest.raises(StructBlockValidationError):
        block.clean(block.to_python(figure(alt_text="")))


@pytest.mark.django_db
def test_gallery_shows_every_picture() -> None:
    block = GalleryBlock()
    stored = {"heading": "Rooms", "images": [figure(caption="One"), figure(caption="Two")]}

    html = block.render(block.to_python(stored), {"id": "x"})

    assert html.count("<li>") == 2
    assert "One" in html
    assert "Two" in html
    assert "<h2" in html


@pytest.mark.django_db
def test_what_was_deleted_is_left_out() -> None:
    """Images and documents can be deleted while articles still name them."""
    gone = {"image": {"image": 999_999, "alt_text": "x", "decorative": False}, "caption": "Left"}
    picture, gallery, document = FigureBlock(), GalleryBlock(), DocumentBlock()

    html = picture.render(picture.to_python(gone))
    assert "<img" not in html
    assert "Left" in html
    assert "<img" not in gallery.render(gallery.to_python({"heading": "", "images": [gone]}))
    assert "<a" not in document.render(document.to_python({"document": 999_999, "label": "x"}))


@pytest.mark.django_db
@pytest.mark.parametrize(("label", "shown"), [("The report", "The report"), ("", "Minutes & more")])
def test_document_is_a_link_with_kind_and_size(label: str, shown: str) -> None:
    document = DocumentFactory(title="Minutes & more", file__filename="minutes.pdf", file_size=2048)
    block = DocumentBlock()

    html = block.render(block.to_python({"document": document.pk, "label": label}))

    assert f">{shown.replace('&', '&amp;')}</a>" in html
    assert f'href="{document.url}"' in html
    assert "PDF, 2.0" in html


def test_table_has_a_heading_for_each_column() -> None:
    block = TableBlock()

    html = block.render(block.get_preview_value())

    assert "<caption>Loans in the first quarter</caption>" in html
    assert '<th scope="col" class="text">Town</th>' in html
    assert '<td class="number">4,120</td>' in html
    assert html.count("<tr>") == 3


def test_table_escapes_its_cells() -> None:
    block = TableBlock()
    value = block.to_python(
        {
            "caption": "<b>",
            "columns": [{"type": "text", "heading": "<i>"}],
            "rows": [{"values": ["<script>"]}],
        }
    )

    html = block.render(value)

    assert "<script>" not in html
    assert "<b>" not in html
    assert "<i>" not in html
