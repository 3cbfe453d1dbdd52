"""What stands beside the fields of disclaimers and articles in the admin."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from wagtail.admin.panels import HelpPanel, InlinePanel

from news.disclaimers.forms import WordingFormSet


class WordingsPanel(InlinePanel):
    """The wordings that can still be changed."""

    def get_form_options(self) -> dict[str, Any]:
        """With a set of forms that leaves out the others."""
        options: dict[str, Any] = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = WordingFormSet
        return options


class WordingsInUsePanel(HelpPanel):
    """The wordings that articles show or have shown; they can only be read."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("template", "news/admin/disclaimers/wordings_in_use.html")
        super().__init__(**kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        """For one disclaimer."""

        def is_shown(self) -> bool:
            """Only where there are any."""
            return bool(super().is_shown() and self.wordings)

        @cached_property
        def wordings(self) -> list[Any]:
            """The newest first, each with the number of articles that show it."""
            from news.disclaimers.usage import wordings_in_use  # It knows the models.

            return wordings_in_use(self.instance) if self.instance.pk else []

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """The template's."""
            return super().get_context_data(parent_context) | {"wordings": self.wordings}


class ArticleWordingsPanel(HelpPanel):
    """Which wordings an article shows, or will take, and the way to newer ones."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("template", "news/admin/disclaimers/article_wordings.html")
        super().__init__(**kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        """For one article."""

        def is_shown(self) -> bool:
            """Only once there is an article to tell of."""
            return bool(super().is_shown() and self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """The template's."""
            from news.disclaimers.comparing import compared, upcoming  # It knows the models.

            article, context = self.instance, super().get_context_data(parent_context)
            places = compared(article)
            may_publish = article.permissions_for_user(self.request.user).can_publish()
            return context | {
                "article": article,
                "places": places,
                "upcoming": upcoming(article),
                "may_move": may_publish and any(place.newer for place in places),
            }
