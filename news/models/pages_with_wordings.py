"""Pages on which disclaimers stand."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import cached_property

from core.body import leaves
from core.models import PageWithBody
from news.disclaimers import choosing
from news.disclaimers.choosing import Choices
from news.models.disclaimers import Disclaimer, DisclaimerWording


class PageWithWordings(PageWithBody):
    """Shows the wordings that were recorded when it went public; a preview, what it would take."""

    class Meta:
        abstract = True

    @cached_property
    def wordings(self) -> Choices:
        """The disclaimers' wordings that stand on it: recorded when it went public."""
        fetched = self.__dict__.get("recorded_rows")
        return choosing.recorded(self.pk) if fetched is None else choosing.from_rows(fetched)

    def forget_wordings(self) -> None:
        """What was recorded has changed."""
        for name in ("wordings", "recorded_rows"):
            self.__dict__.pop(name, None)

    @property
    def wording(self) -> DisclaimerWording | None:
        """What stands under the article."""
        return self.wordings.under.wording if self.wordings.under else None

    def tell_blocks(self) -> None:
        """Tell disclaimers within the text which wording stands there."""
        for value in leaves(self.body):
            if isinstance(value, Disclaimer):
                choice = self.wordings.within.get(value.pk)
                value.shown = choice.wording if choice else None

    def read_body(self) -> None:
        """Take the words from the body; a disclaimer's are those it is about to take."""
        kept = choosing.recorded(self.alias_of_id or self.pk)
        self.wordings = Choices(choosing.choose_within(self, kept))
        super().read_body()
        self.forget_wordings()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """A preview as if the page were published now."""
        if getattr(request, "is_preview", False):
            self.wordings = choosing.choose(self)
        return super().get_context(request, *args, **kwargs)
