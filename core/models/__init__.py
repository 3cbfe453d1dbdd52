"""Models that every app may use; each lives in a module of its own."""

from core.models.bulk_changes import BaseBulkChange
from core.models.documents import DeskDocument
from core.models.generation import Generation
from core.models.images import DeskImage, DeskRendition
from core.models.lease import Lease
from core.models.pages import BasePage
from core.models.texts import PageWithBody

__all__ = [
    "BaseBulkChange",
    "BasePage",
    "DeskDocument",
    "DeskImage",
    "DeskRendition",
    "Generation",
    "Lease",
    "PageWithBody",
]
