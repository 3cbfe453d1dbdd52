"""The form field for a date of which only the month or the year may be known."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from news.writing.dates import PartialDate, UnreadableDateError, read_date
from news.writing.widgets import PartialDateInput


class PartialDateField(forms.Field):
    """Takes a date as it is written; its value is a `PartialDate` or None."""

    widget = PartialDateInput

    def prepare_value(self, value: Any) -> Any:
        """What was typed, or the date in words."""
        return str(value) if isinstance(value, PartialDate) else value

    def to_python(self, value: Any) -> PartialDate | None:
        """Read it. Raises ValidationError with an example of what can be read."""
        if value is None or isinstance(value, PartialDate):
            return value
        try:
            return read_date(str(value), timezone.localdate())
        except UnreadableDateError as error:
            raise ValidationError(str(error), code="invalid") from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether it is another date; the same in other words is none."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True
