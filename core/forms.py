"""Upload forms that take nothing a page should not show."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from core.pictures import DamagedPictureError, LongAnimationError, cleaned_picture

DAMAGED = _("This picture is damaged or incomplete. Please save it again and upload that.")
LONG_ANIMATION = _("This animation is too large. Please upload a shorter or smaller one.")


class PictureField(WagtailImageField):
    """Wagtail's field, which reads a picture's size, with an answer where that cannot be read."""

    def to_python(self, data: Any) -> Any:
        """Refuse a damaged picture with a reason."""
        try:
            return super().to_python(data)
        except forms.ValidationError:
            raise
        except Exception as error:  # Decoders raise whatever they trip over.
            raise forms.ValidationError(DAMAGED, code="damaged") from error


class DeskImageForm(BaseImageForm):
    """Wagtail's image form, which also reads the whole picture and drops its hidden data."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            # Wagtail makes the field itself and lets no setting name another one.
            self.fields["file"].__class__ = PictureField

    def clean_file(self) -> Any:
        """Refuse a damaged picture with a reason; keep a good one without place and camera."""
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            try:
                content = cleaned_picture(file)
            except DamagedPictureError as error:
                raise forms.ValidationError(DAMAGED, code="damaged") from error
            except LongAnimationError as error:
                raise forms.ValidationError(LONG_ANIMATION, code="long_animation") from error
            if content is not None:
                _replace_content(file, content)
        return file


def _replace_content(upload: UploadedFile[bytes], content: bytes) -> None:
    """Change the upload itself: where another field is wrong, Wagtail keeps it for later as it is.

    What it then makes of it when the field is put right goes through no check of the file any more.
    """
    upload.seek(0)
    upload.truncate(0)
    upload.write(content)
    upload.flush()
    upload.seek(0)
    upload.size = len(content)
