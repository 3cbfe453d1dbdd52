"""Contrast, and the nearest colour that has enough of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import colours
from core.colours import (
    ACCENT,
    COMFORTABLE_CONTRAST,
    DARK,
    LIGHT,
    TEXT_CONTRAST,
    Colour,
    contrast,
    lowest_contrast,
    luminance,
    nearest_readable,
    parse,
)

CSS = Path(__file__).resolve().parents[2] / "site_project/static/css/site.css"

channels = st.integers(min_value=0, max_value=255)
any_colour = st.builds(Colour, channels, channels, channels)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("#8c2f1b", "#8c2f1b"),
        ("8C2F1B", "#8c2f1b"),
        (" #abc ", "#aabbcc"),
        ("fff", "#ffffff"),
        ("#000000", "#000000"),
    ],
)
def test_code_is_read_as_people_write_it(text: str, code: str) -> None:
    assert parse(text).code == code


@pytest.mark.parametrize(
    "text",
    ["", "#", "#12", "#1234", "#12345g", "red", "rgb(1,2,3)", "##123456", "#123456;}", "#١٢٣"],
)
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        parse(text)


# From WebAIM's contrast checker, rounded to two digits.
@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
        ("#00ff00", "#000000", 15.3),
    ],
)
def test_contrast_is_what_others_measure(one: str, other: str, expected: float) -> None:
    assert contrast(parse(one), parse(other)) == pytest.approx(expected, abs=0.006)
    assert contrast(parse(other), parse(one)) == contrast(parse(one), parse(other))


def test_luminance_goes_from_black_to_white() -> None:
    assert luminance(parse("#000")) == 0
    assert luminance(parse("#fff")) == pytest.approx(1)


@settings(deadline=None)
@given(any_colour)
def test_every_offered_colour_can_be_read(colour: Colour) -> None:
    for grounds, minimum in ((LIGHT, TEXT_CONTRAST), (DARK, COMFORTABLE_CONTRAST)):
        offered = nearest_readable(colour, grounds, minimum)
        assert lowest_contrast(offered, grounds) >= minimum
        # What is offered is taken when it is sent in.
        assert nearest_readable(parse(offered.code), grounds, minimum) == offered


@settings(deadline=None)
@given(any_colour)
def test_readable_colour_is_left_alone(colour: Colour) -> None:
    if lowest_contrast(colour, LIGHT) >= TEXT_CONTRAST:
        assert nearest_readable(colour, LIGHT, TEXT_CONTRAST) == colour


@settings(deadline=None)
@given(any_colour)
def test_offered_colour_changes_no_more_than_needed(colour: Colour) -> None:
    offered = nearest_readable(colour, LIGHT, TEXT_CONTRAST)
    if offered != colour:
        # A step of lightness and the rounding to whole channels.
        assert lowest_contrast(offered, LIGHT) < TEXT_CONTRAST + 0.15


@settings(deadline=None)
@given(any_colour)
def test_way_to_oklch_and_back_loses_nothing(colour: Colour) -> None:
    assert colours._from_oklch(*colours._to_oklch(colour)) == colour


@settings(deadline=None)
@given(any_colour)
def test_hue_stays_where_there_is_one(colour: Colour) -> None:
    _, chroma, hue = colours._to_oklch(colour)
    _, kept, found = colours._to_oklch(nearest_readable(colour, DARK, COMFORTABLE_CONTRAST))
    if min(chroma, kept) > 0.05:
        turned = abs(found - hue) % (2 * 3.14159265)
        assert min(turned, 2 * 3.14159265 - turned) < 0.1


def test_grounds_on_which_nothing_can_be_read_are_an_error() -> None:
    with pytest.raises(ValueError, match="Nothing can be read"):
        nearest_readable(parse("#888"), (parse("#000"), parse("#fff")), COMFORTABLE_CONTRAST)


def blocks_of(css: str) -> dict[str, str]:
    """The style sheet's lists of colours: light, dark by the device, dark by choice."""
    light, device, chosen = re.findall(r"--paper: .*?--mark: .*?;", css, re.DOTALL)[:3]
    return {"light": light, "device": device, "chosen": chosen}


@pytest.mark.parametrize(
    ("block", "grounds"), [("light", LIGHT), ("device", DARK), ("chosen", DARK)]
)
def test_style_sheet_has_the_same_paper(block: str, grounds: tuple[Colour, ...]) -> None:
    written = blocks_of(CSS.read_text(encoding="utf-8"))[block]

    found = [re.search(rf"--{name}: (\S+);", written) for name in ("paper", "tint")]

    assert [match and match[1] for match in found] == [ground.code for ground in grounds]


def test_style_sheets_own_accent_can_be_read() -> None:
    blocks = blocks_of(CSS.read_text(encoding="utf-8"))
    accents = {name: re.search(r"--accent: (\S+);", text) for name, text in blocks.items()}
    found = {name: match[1] for name, match in accents.items() if match}

    assert found["light"] == ACCENT.code
    assert found["device"] == found["chosen"]
    assert lowest_contrast(ACCENT, LIGHT) >= TEXT_CONTRAST
    assert lowest_contrast(parse(found["chosen"]), DARK) >= TEXT_CONTRAST
