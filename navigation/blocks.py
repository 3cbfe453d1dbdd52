"""What a menu can be composed of.

A draft may leave anything empty; what is left empty when it is published is said at the field.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup

from core.blocks.choosers import DeskDocumentChooserBlock, DeskPageChooserBlock
from core.link_lists import link_lists
from core.memory import remember
from core.validators import (
    MAX_ADDRESS,
    completed_address,
    no_hidden_characters,
    telephone,
    web_address,
)
from members.visitors import Audience

MOST_LABEL = 100
MOST_DESCRIPTION = 200
MOST_LISTED = 20
# Before a group's key, where an entry is meant for that group.
GROUP = "group-"


def audiences() -> list[tuple[str, Any]]:
    """For whom an entry can be meant.

    The first, empty choice is what an entry shows whose group was deleted: it wants an answer then,
    and is not made everybody's by being saved.
    """
    general = [(each.value, each.label) for each in Audience if each != Audience.GROUP]
    groups = [
        (f"{GROUP}{key}", _("Group: %(name)s") % {"name": name})
        for key, name in remember("groups by name", _read_groups)
    ]
    return [("", _("Please choose")), *general, *groups]


def _read_groups() -> list[tuple[int, str]]:
    return list(Group.objects.order_by("name").values_list("pk", "name"))


def list_choices() -> list[tuple[str, Any]]:
    """The lists that fill themselves."""
    return [(each.name, each.label) for each in link_lists()]


class _TextChoiceBlock(blocks.ChoiceBlock):
    def normalize_choice(self, value: Any) -> Any:
        """Text already; Wagtail would go through all choices for each entry of a menu."""
        return value


class AddressBlock(blocks.CharBlock):
    """A whole address or a path of this site. Stored in migrations by its path."""

    def clean(self, value: Any) -> Any:
        """Add the https:// that people leave out, then look at it closely."""
        return super().clean(completed_address(value or ""))


def _audience() -> blocks.ChoiceBlock:
    return _TextChoiceBlock(
        choices=audiences, default=Audience.EVERYONE.value, label=_("Shown to"), required=True
    )


def _label(**options: Any) -> blocks.CharBlock:
    return blocks.CharBlock(
        max_length=MOST_LABEL, validators=[no_hidden_characters], label=_("Label"), **options
    )


def _description() -> blocks.CharBlock:
    return blocks.CharBlock(
        required=False,
        max_length=MOST_DESCRIPTION,
        validators=[no_hidden_characters],
        label=_("Description"),
        help_text=_("A few words below the label, where there is room for them."),
    )


def _highlight() -> blocks.BooleanBlock:
    return blocks.BooleanBlock(
        required=False, label=_("Highlight"), help_text=_("For the one entry that matters most.")
    )


# What is seldom needed folds away: a menu of sixty entries stays quick to read.
SELDOM = ["description", "highlight", "audience"]


class PageEntryBlock(blocks.StructBlock):
    """A page. The entry follows it wherever it moves, and goes when it is not published."""

    page = DeskPageChooserBlock(label=_("Page"))
    label = _label(required=False, help_text=_("The page's title if left empty."))
    description = _description()
    highlight = _highlight()
    audience = _audience()

    class Meta:
        icon = "doc-empty-inverse"
        label = _("Page")
        form_layout = BlockGroup(["page", "label"], settings=SELDOM)


class AddressEntryBlock(blocks.StructBlock):
    """An address elsewhere, or a path of this site."""

    label = _label()
    address = AddressBlock(
        max_length=MAX_ADDRESS,
        validators=[web_address],
        label=_("Address"),
        help_text=_("Beginning with https://, or with / for an address of this site."),
    )
    description = _description()
    highlight = _highlight()
    audience = _audience()

    class Meta:
        icon = "link-external"
        label = _("Address")
        form_layout = BlockGroup(["label", "address"], settings=SELDOM)


class DocumentEntryBlock(blocks.StructBlock):
    """A file to download."""

    document = DeskDocumentChooserBlock(label=_("Document"))
    label = _label(required=False, help_text=_("The document's title if left empty."))
    description = _description()
    highlight = _highlight()
    audience = _audience()

    class Meta:
        icon = "doc-full"
        label = _("Document")
        form_layout = BlockGroup(["document", "label"], settings=SELDOM)


class EmailEntryBlock(blocks.StructBlock):
    """An e-mail address to write to."""

    email = blocks.EmailBlock(label=_("E-mail address"))
    label = _label(required=False, help_text=_("The address itself if left empty."))
    description = _description()
    highlight = _highlight()
    audience = _audience()

    class Meta:
        icon = "mail"
        label = _("E-mail address")
        form_layout = BlockGroup(["email", "label"], settings=SELDOM)


class TelephoneEntryBlock(blocks.StructBlock):
    """A number to call."""

    telephone = blocks.CharBlock(max_length=50, validators=[telephone], label=_("Telephone"))
    label = _label(required=False, help_text=_("The number itself if left empty."))
    description = _description()
    highlight = _highlight()
    audience = _audience()

    class Meta:
        icon = "mobile-alt"
        label = _("Telephone number")
        form_layout = BlockGroup(["telephone", "label"], settings=SELDOM)


class ListEntryBlock(blocks.StructBlock):
    """Links that come and go by themselves."""

    list = _TextChoiceBlock(choices=list_choices, label=_("List"))
    most = blocks.IntegerBlock(
        min_value=1, max_value=MOST_LISTED, default=5, label=_("Number of links, at most")
    )
    audience = _audience()

    class Meta:
        icon = "list-ul"
        label = _("List that fills itself")
        form_layout = BlockGroup(["list", "most"], settings=["audience"])


class HeadingEntryBlock(blocks.StructBlock):
    """Words between the entries of a group."""

    label = _label()
    audience = _audience()

    class Meta:
        icon = "title"
        label = _("Heading")
        form_layout = BlockGroup(["label"], settings=["audience"])


class EntriesBlock(blocks.StreamBlock):
    """What leads somewhere."""

    page = PageEntryBlock()
    address = AddressEntryBlock()
    document = DocumentEntryBlock()
    email = EmailEntryBlock()
    telephone = TelephoneEntryBlock()
    list = ListEntryBlock()


class EntriesOfGroupBlock(EntriesBlock):
    """The second level."""

    heading = HeadingEntryBlock()

    class Meta:
        required = False
        max_num = 60
        collapsed = True
        block_counts: ClassVar[dict[str, Any]] = {"list": {"max_num": 3}}


class GroupBlock(blocks.StructBlock):
    """Entries below a label: a menu that unfolds, a column of the footer."""

    label = _label(required=False, help_text=_("The page's title if left empty."))
    page = DeskPageChooserBlock(
        required=False,
        label=_("Page of the group"),
        help_text=_("Where there is one, it comes first in the group."),
    )
    entries = EntriesOfGroupBlock(label=_("Entries"))
    description = _description()
    highlight = _highlight()
    audience = _audience()

    class Meta:
        icon = "folder-open-1"
        label = _("Group")
        form_layout = BlockGroup(["label", "page", "entries"], settings=SELDOM)

    def clean(self, value: Any) -> Any:
        """Want something to call the group by; a draft may do without one yet."""
        cleaned = super().clean(value)
        if self.is_deferred_validation or cleaned.get("label") or cleaned.get("page"):
            return cleaned
        message = ValidationError(_("Please give the group a label, or choose its page."))
        raise blocks.StructBlockValidationError({"label": message})


class MenuEntriesBlock(EntriesBlock):
    """A menu."""

    group = GroupBlock()

    class Meta:
        required = False
        max_num = 200
        collapsed = True
        block_counts: ClassVar[dict[str, Any]] = {
            "group": {"max_num": 12},
            "list": {"max_num": 3},
        }
