"""A browser window of which pictures for the handbooks are taken."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, FloatRect, Locator, Page

from tests.e2e.conftest import PATIENCE_MS, sign_in
from tests.e2e.site import RunningSite

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
WIDTH, HEIGHT = 1280, 800
# A whole form at once, so that no bar at the window's foot lies over what is shown.
WHOLE_FORM = 4400
# A larger file is one that shows photographs; few colours do for those.
LARGEST_LOSSLESS = 80_000

# A field with the cursor in it is framed and has a button for comments beside it.
# A list that is open would close.
LEAVE_FIELD = """(({ activeElement }) =>
    activeElement.closest('.w-combobox, [role=combobox]') || activeElement.blur())(document)"""


@dataclass(frozen=True)
class Camera:
    """Takes pictures of somebody's window."""

    page: Page
    site: RunningSite

    def window(self, name: str, height: int = HEIGHT) -> None:
        """Take the whole window, this many pixels high."""
        self.page.set_viewport_size({"width": WIDTH, "height": height})
        self._take(name, {"x": 0, "y": 0, "width": WIDTH, "height": height})

    def part(self, name: str, *elements: Locator, margin: int = 20) -> None:
        """Take the smallest rectangle that holds all these elements, and a margin round it."""
        self.page.evaluate(LEAVE_FIELD)
        boxes = [box for element in elements if (box := element.bounding_box())]
        if len(boxes) < len(elements):
            raise SystemExit(f"{name}: not all of it can be seen")
        left = max(0, min(box["x"] for box in boxes) - margin)
        top = max(0, min(box["y"] for box in boxes) - margin)
        right = min(WIDTH, max(box["x"] + box["width"] for box in boxes) + margin)
        bottom = max(box["y"] + box["height"] for box in boxes) + margin
        self._take(name, {"x": left, "y": top, "width": right - left, "height": bottom - top})

    def _take(self, name: str, clip: FloatRect) -> None:
        self.page.wait_for_load_state("networkidle")
        taken = self.page.screenshot(clip=clip, animations="disabled", caret="hide")
        path = IMAGES / f"{name}.png"
        with Image.open(BytesIO(taken)) as opened:
            picture = opened.convert("RGB")
        picture.save(path, optimize=True)
        if path.stat().st_size > LARGEST_LOSSLESS:
            few = picture.quantize(256, kmeans=2, dither=Image.Dither.NONE)
            few.save(path, optimize=True)
        print(f"{path.relative_to(ROOT)}  {path.stat().st_size // 1000} kB")


@contextmanager
def visit(browser: Browser, site: RunningSite, email: str = "") -> Iterator[Camera]:
    """A window of somebody's own, signed in where there is an address."""
    page = browser.new_page(
        base_url=site.url, viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light"
    )
    page.set_default_timeout(PATIENCE_MS * 3)
    if email:
        sign_in(page, email)
    yield Camera(page, site)
    page.close()
