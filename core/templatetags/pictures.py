"""Wagtail's `picture` tag, valid and quick for pictures of every size."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString
from wagtail.images.models import AbstractRendition, Filter, Picture
from wagtail.images.shortcuts import get_renditions_or_not_found
from wagtail.images.templatetags.wagtailimages_tags import PictureNode, image

register = template.Library()


class DeskPicture(Picture):
    """Names each width once, and always names it.

    A small picture is never made larger: Wagtail has it once for every size it is too small for,
    with the same width each time; of a single one it leaves the width out. `srcset` may do neither
    (the second where `sizes` is given).
    """

    @classmethod
    def get_width_srcset(cls, renditions_list: Iterable[AbstractRendition]) -> str:
        """The addresses with their widths in pixels."""
        by_width: dict[int, AbstractRendition] = {}
        for rendition in renditions_list:
            by_width.setdefault(rendition.width, rendition)
        return ", ".join(f"{each.url} {width}w" for width, each in by_width.items())


class DeskPictureNode(PictureNode):
    """Takes its specifications apart once, not each time it is shown."""

    @cached_property
    def _filters(self) -> list[Filter]:
        return self.get_filters()

    def render(self, context: Context) -> SafeString:
        """The picture with its sources; nothing where there is no image."""
        shown = self.validate_image(context)
        if not shown:
            return SafeString()
        attributes = {name: value.resolve(context) for name, value in self.attrs.items()}
        renditions = get_renditions_or_not_found(shown, self._filters)
        return DeskPicture(renditions, attributes).__html__()


@register.tag
def picture(parser: Parser, token: Token) -> DeskPictureNode:
    """`{% picture image format-{webp,jpeg} width-{480,800} sizes="…" alt="…" %}`."""
    node = image(parser, token)
    if node.output_var_name:
        raise template.TemplateSyntaxError("picture shows the picture; it does not take “as”")
    return DeskPictureNode(node.image_expr, node.filter_specs, attrs=node.attrs)
