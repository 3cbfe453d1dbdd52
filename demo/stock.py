"""What the demo's pages are made with: found by name, made when first asked for.

Nothing is made that no new page needs. A second `load_demo` therefore leaves alone what somebody
renamed or deleted in the meantime.
"""

from __future__ import annotations

import csv
import datetime
from io import BytesIO, StringIO
from typing import Any, TypeVar

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db.models.fields.files import FieldFile
from wagtail.models import Page
from wagtail.utils.file import hash_filelike

from core.models import DeskDocument, DeskImage
from demo import content
from demo.bodies import rich_text
from demo.pdf import make_pdf
from demo.pictures import MARKS, SCENES
from home.models import HomePage
from members.models import User
from news.models import ArticlePage, Disclaimer, DisclaimerWording, NewsDeskPage, Source, Topic

Upload = TypeVar("Upload", DeskImage, DeskDocument)


class Stock:
    """The demo's pictures, documents, sources, topics, disclaimers, and the pages made so far."""

    def __init__(self, home: HomePage, desk: NewsDeskPage, editor: User) -> None:
        self.home = home
        self.desk = desk
        self.editor = editor
        # Files are outside the transaction: whoever fails has to delete these.
        self.stored: list[FieldFile] = []
        self._files = content.read("files")
        self._desk = content.read("desk")

    def picture(self, name: str) -> DeskImage:
        """The picture of this name."""
        entry = _entry(self._files["pictures"], name)
        found = DeskImage.objects.filter(title=entry["title"]).first()
        return found or self._draw(entry)

    def document(self, name: str) -> DeskDocument:
        """The document of this name."""
        entry = _entry(self._files["documents"], name)
        found = DeskDocument.objects.filter(title=entry["title"]).first()
        return found or self._write(entry)

    def source(self, name: str) -> Source:
        """The outlet of this name."""
        found = Source.objects.filter(name=name).first()
        if found:
            return found
        entry = _entry(self._desk["sources"], name)
        logo = self.picture(entry["logo"]) if "logo" in entry else None
        return Source.objects.create(**(entry | {"logo": logo}))

    def topic(self, name: str) -> Topic:
        """The topic of this name."""
        found = Topic.objects.filter(name=name).first()
        return found or Topic.objects.create(**_entry(self._desk["topics"], name))

    def disclaimer(self, name: str) -> Disclaimer:
        """The disclaimer of this name, with a wording."""
        found = Disclaimer.objects.filter(name=name).first()
        if found:
            return found
        entry = _entry(self._desk["disclaimers"], name)
        disclaimer = Disclaimer.objects.create(name=name)
        self.add_wording(disclaimer, entry["in_force_from"], entry["text"])
        return disclaimer

    def add_wording(self, disclaimer: Disclaimer, day: datetime.date, text: str) -> None:
        """Let the disclaimer say this from the day on."""
        DisclaimerWording.objects.create(
            disclaimer=disclaimer, in_force_from=day, text=rich_text(text, self)
        )

    def page(self, path: str) -> Page:
        """The page below the home page with this path."""
        return Page.objects.get(url_path=f"{self.home.url_path}{path}/")

    def article(self, slug: str) -> Page:
        """The desk's article with this slug."""
        return ArticlePage.objects.on_desk(self.desk).get(slug=slug)

    def _draw(self, entry: dict[str, Any]) -> DeskImage:
        name = entry["name"]
        is_mark = name in MARKS
        drawn = MARKS[name]() if is_mark else SCENES[name]()
        image = DeskImage(
            title=entry["title"],
            description=entry["description"],
            credit=entry.get("credit", ""),
            file=ImageFile(BytesIO(drawn), f"{name}.{'png' if is_mark else 'jpg'}"),
        )
        return self._keep(image, drawn)

    def _write(self, entry: dict[str, Any]) -> DeskDocument:
        if "rows" in entry:
            written = _as_csv([entry["columns"], *entry["rows"]])
        else:
            written = make_pdf(entry["title"], entry["text"])
        file = ContentFile(written, entry["filename"])
        return self._keep(DeskDocument(title=entry["title"], file=file), written)

    def _keep(self, upload: Upload, data: bytes) -> Upload:
        upload.uploaded_by_user = self.editor
        upload.file_size = len(data)
        upload.file_hash = hash_filelike(BytesIO(data))
        upload.save()
        self.stored.append(upload.file)
        return upload


def _entry(entries: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(entry for entry in entries if entry["name"] == name)


def _as_csv(rows: list[list[str]]) -> bytes:
    target = StringIO()
    csv.writer(target).writerows(rows)
    return target.getvalue().encode()
