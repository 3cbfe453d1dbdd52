"""Upload forms that take nothing a page should not show."""

from __future__ import annotations

from typing import IO, Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import gettext_lazy as _
from wagtail.images.forms import BaseImageForm

from core.pictures import DamagedPictureError, cleaned_picture


class DeskImageForm(BaseImageForm):
    """Wagtail's image form, which also reads the whole picture and drops its hidden data."""

    def clean_file(self) -> IO[bytes] | Any:
        """Refuse a damaged picture with a reason; keep a good one without place and camera."""
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        try:
            content = cleaned_picture(file)
        except DamagedPictureError as error:
            raise forms.ValidationError(
                _("This picture is damaged or incomplete. Please save it again and upload that."),
                code="damaged",
            ) from error
        if content is None:
            return file
        return SimpleUploadedFile(
            file.name or "picture", content, file.content_type or "application/octet-stream"
        )
