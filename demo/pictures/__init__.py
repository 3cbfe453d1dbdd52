"""The demo's pictures, cut from coloured paper by code: nothing to license, nothing to download."""

from collections.abc import Callable

from demo.pictures import indoors, outdoors
from demo.pictures.marks import MARKS

SCENES: dict[str, Callable[[], bytes]] = {
    "evening": outdoors.evening,
    "van": outdoors.van,
    "pages": outdoors.pages,
    "town": outdoors.town,
    "shelves": indoors.shelves,
    "table": indoors.table,
    "boxes": indoors.boxes,
    "door": indoors.door,
}

__all__ = ["MARKS", "SCENES"]
