"""Words no designer thinks of, each as long as the field takes it."""

from __future__ import annotations

from itertools import cycle, islice

# A word nobody could break but where it is told to: 300 letters.
LONG_WORD = ("Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz" * 5)[:300]
SENTENCE = "Volunteers kept eleven reading rooms open through a winter nobody had planned for. "
LONG_SUMMARY = (f"{LONG_WORD[:120]} " + SENTENCE * 6)[:500].strip()
LONG_HEADLINE = ("How eleven towns refused to lose their libraries and what it cost them: " * 4)[
    :255
]
UNBROKEN = LONG_WORD[:255]
LONG_NAME = ("The Quarterly Journal of Rural Services, Reading Rooms and Lending Libraries " * 4)[
    :255
]
LONG_ADDRESS = "https://long.example/" + "a-very-long-path-without-any-end-" * 60
EMOJI = "📚👩‍👩‍👧‍👦 Kept open 🏳️‍🌈 all winter 🧣🧤, with tea ☕️ and ❄️"

ARABIC_HEADLINE = "كيف أبقى المتطوعون قاعات القراءة مفتوحة طوال الشتاء"
ARABIC = (
    "في الخريف الماضي قرر المجلس إغلاق إحدى عشرة مكتبة صغيرة، فجاء المتطوعون وفتحوا الأبواب "
    "كل صباح. قال أحدهم: «لم يطلب منا أحد ذلك». وتقول الدراسة (Survey 2026) إن 212 ساعة في "
    "الأسبوع كانت مفتوحة للقراء. "
)
HEBREW_HEADLINE = "החורף שבו נשארו חדרי הקריאה פתוחים"

# The host of a site without name, menu and article: nothing but what the software brings along.
EMPTY_HOST = "127.0.0.1"


def text(words: str, times: int = 1) -> str:
    """Rich text of so many paragraphs."""
    return f"<p>{words}</p>" * times


def names(number: int) -> list[str]:
    """So many names of topics: short ones, ordinary ones, and one that has no end."""
    some = ("Art", "Volunteers and the law", "Money, councils and how they decide", "Bücher")
    ordinary = [f"{name} {each}" for each, name in enumerate(islice(cycle(some), number - 1))]
    return [*ordinary, UNBROKEN]
