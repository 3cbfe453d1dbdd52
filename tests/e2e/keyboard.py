"""A person without a mouse: Tab, Shift+Tab, Enter, Space, arrows and letters, nothing else."""

from __future__ import annotations

import re

from playwright.sync_api import Page

from tests.e2e.menus import focused

# More presses than this nobody would forgive.
MOST_PRESSES = 120


class Keyboard:
    """The keyboard of a window. Counts the presses it took to get somewhere."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.presses = 0
        self.farthest = 0

    def to(self, name: str, *, back: bool = False) -> None:
        """Press Tab until what has the focus is called so, but for a "*" or ":"."""
        wanted = re.compile(rf"{re.escape(name)}[:*]?$")
        passed = []
        for presses in range(1, MOST_PRESSES + 1):
            self.press("Shift+Tab" if back else "Tab")
            passed.append(focused(self.page))
            if wanted.match(passed[-1]):
                self.farthest = max(self.farthest, presses)
                return
        raise AssertionError(f"{name} is not reached; passed {passed}")

    def press(self, *keys: str) -> None:
        """Press these keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)
            self.presses += 1

    def write(self, text: str) -> None:
        """Type this."""
        self.page.keyboard.type(text)
        self.presses += len(text)

    def use(self, name: str, *, back: bool = False) -> None:
        """Go to what is called so and press Enter."""
        self.to(name, back=back)
        self.press("Enter")
