"""Menus as few and as full as administrators make them, for what looks at them in a browser."""

from __future__ import annotations

from tests.e2e.menus import Stored, group, heading, to_address, to_page

Menus = dict[str, list[Stored]]

LONG = "Reading rooms, lending libraries and everything else that we keep open in winter and summer"
UNBROKEN = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz" + "e" * 30

TWO: Menus = {
    "main": [to_page("news-desk"), to_page("about-us")],
    "utility": [],
    "footer": [],
}
ORDINARY: Menus = {
    "main": [
        to_page("news-desk"),
        group(
            "About",
            to_page("about-us", description="Who we are and what we want."),
            heading("Elsewhere"),
            to_address("Our federation", "https://federation.example/"),
            description="All about the association.",
        ),
        group(
            "Take part",
            to_address("Volunteer", "/search/?q=volunteer"),
            to_address("Donate", "https://donate.example/", highlight=True),
        ),
        to_address("Join us", "https://join.example/", highlight=True),
    ],
    "utility": [to_address("Press", "/search/?q=press")],
    "footer": [
        group("Contact", to_address("Write to us", "https://write.example/")),
        group(
            "Legal",
            to_address("Imprint", "/search/?q=imprint"),
            heading("Data"),
            to_address("Privacy", "/search/?q=privacy", description="What we keep, and for long."),
        ),
        to_page("about-us"),
    ],
}


def _many(number: int, label: str) -> list[Stored]:
    return [to_address(f"{label} {each}", f"https://many.example/{each}") for each in range(number)]


TWELVE: Menus = {
    "main": [
        group(f"Group {each}", *_many(2 + each % 5, "Entry"))
        if each % 3 == 0
        else to_address(f"Entry number {each}", f"https://many.example/top/{each}")
        for each in range(12)
    ],
    "utility": _many(5, "Service"),
    "footer": [
        *(group(f"Column {each}", *_many(4, "Link")) for each in range(10)),
        *_many(5, "More"),
    ],
}
LONGEST: Menus = {
    "main": [
        group(
            LONG, to_address(UNBROKEN, description=LONG), heading(LONG), to_page("about-us", LONG)
        ),
        to_address(UNBROKEN, description=LONG),
        group("X", *_many(40, LONG[:40]), description=LONG * 2),
        to_address("Y", highlight=True),
        group(UNBROKEN, to_address("Z"), heading(UNBROKEN)),
    ],
    "utility": [to_address(LONG[:60]), to_address(UNBROKEN)],
    "footer": [
        group(LONG, to_address(UNBROKEN, description=LONG), description=LONG),
        group(UNBROKEN, heading(UNBROKEN), to_address("Z")),
        to_address(LONG),
    ],
}
STATES = {"two": TWO, "ordinary": ORDINARY, "twelve": TWELVE, "longest": LONGEST}
