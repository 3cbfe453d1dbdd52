"""What the forms of desks and articles do about teasers."""

from __future__ import annotations

from typing import Any

from core.addresses import DeskPageForm


class KeepsTeaserForm(DeskPageForm):
    """A form that does not send the choice (it was open before there was one) leaves it alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in {"teaser", "teasers"} & self.fields.keys():
            self.fields[name].required = False
