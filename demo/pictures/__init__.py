"""The demo's pictures, cut from coloured paper by code: nothing to license, nothing to download."""

from demo.pictures.marks import MARKS
from demo.pictures.scenes import SCENES

__all__ = ["MARKS", "SCENES"]
