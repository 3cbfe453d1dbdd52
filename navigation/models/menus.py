"""Menus: what leads where, with drafts and a preview on the real site."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PublishingPanel
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Page,
    PreviewableMixin,
    RevisionMixin,
    Site,
    WorkflowMixin,
)
from wagtail.search import index

from core.previews import serve_page
from core.validators import no_hidden_characters
from members.access import may_read
from navigation.blocks import MenuEntriesBlock
from navigation.forms import MenuForm

SIGNED_OUT = "signed-out"


class Place(models.TextChoices):
    """Where a menu stands."""

    MAIN = "main", _("Main menu, at the head of every page")
    UTILITY = "utility", _("Utility menu, small, beside the main one")
    FOOTER = "footer", _("Footer, in columns at the foot of every page")
    BLOCK = "block", _("Within pages, wherever it is put")


class Menu(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    index.Indexed,
    models.Model,
):
    """One menu of a site. Each place has at most one; of those within pages there may be many."""

    base_form_class = MenuForm

    site = models.ForeignKey(
        Site, verbose_name=_("site"), on_delete=models.CASCADE, related_name="menus"
    )
    place = models.CharField(
        _("place"),
        max_length=10,
        choices=Place.choices,
        default=Place.BLOCK,
        help_text=_("Chosen once, when the menu is made."),
    )
    name = models.CharField(
        _("name"),
        max_length=100,
        validators=[no_hidden_characters],
        help_text=_("Screen readers say it before the entries."),
    )
    entries = StreamField(
        MenuEntriesBlock(),
        verbose_name=_("entries"),
        blank=True,
        help_text=_(
            "Each entry can be moved with its arrows or dragged by its handle. An entry whose page "
            "is not published, or not for the visitor, is left out by itself."
        ),
    )
    previewed_on = models.ForeignKey(
        Page,
        verbose_name=_("page of the preview"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The page on which the preview shows this menu; the home page if left empty."),
    )

    # Not a use of the page that somebody who wants to delete it has to hear of.
    previewed_on.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]  # Wagtail asks

    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="menu")
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="menu",
        for_concrete_model=False,
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("place"), FieldPanel("site")]),
        FieldPanel("entries"),
        FieldPanel("previewed_on"),
        PublishingPanel(),
    ]
    search_fields: ClassVar[list[Any]] = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("live"),
        index.FilterField("place"),
        index.FilterField("site_id"),
    ]

    class Meta:
        verbose_name = _("menu")
        verbose_name_plural = _("menus")
        ordering: ClassVar[list[str]] = ["site", "name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["site", "place"],
                condition=~Q(place=Place.BLOCK),
                name="one_menu_for_each_place",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def revisions(self) -> Any:
        """Its versions."""
        return self._revisions

    def clean(self) -> None:
        """Refuse a second menu for a place, and groups where they have no room to unfold."""
        super().clean()
        if self.place != Place.BLOCK and self._others_there().exists():
            raise ValidationError({"place": _("This site has a menu at this place already.")})
        if self.place == Place.UTILITY and any(
            entry["type"] == "group" for entry in self.entries.raw_data
        ):
            raise ValidationError(
                {"entries": _("The utility menu is a single line and cannot hold groups.")}
            )

    def _others_there(self) -> models.QuerySet[Menu]:
        return Menu.objects.filter(site_id=self.site_id, place=self.place).exclude(pk=self.pk)

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """For whom the preview is made: the administrator, or somebody who is not signed in."""
        return [("", _("As you see it")), (SIGNED_OUT, _("As visitors who are not signed in"))]

    @cached_property
    def page_of_preview(self) -> Page:
        """The page that the preview shows the menu on."""
        return self.previewed_on or self.site.root_page

    def get_full_url(self) -> str | None:
        """Where the preview takes place, so that the page answers as at its own address."""
        page: Page | None = self.page_of_preview if self.site_id else None
        return page.full_url if page else None

    full_url = property(get_full_url)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponseBase:
        """A page with this menu as it is being edited: one that readers see and this person may."""
        candidates = (self.page_of_preview, self.site.root_page)
        shown = (each for each in candidates if each.live and may_read(request.user, each))
        page = next(shown, None)
        if page is None:
            raise PermissionDenied
        if mode_name == SIGNED_OUT:
            request.user = AnonymousUser()
        request.previewed_menu = self  # type: ignore[attr-defined]  # the menus look there first
        return serve_page(request, page)
