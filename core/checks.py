"""House rules, checked whenever Django checks itself: at every start, and in CI."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from wagtail.blocks import Block, StreamBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from core.models import BasePage


def page_types() -> Iterator[type[Page]]:
    """The page types of this project."""
    for model in apps.get_models():
        if issubclass(model, Page) and not model.__module__.startswith("wagtail."):
            yield model


@register("wagtail")
def check_page_types(app_configs: Sequence[AppConfig] | None, **_kwargs: Any) -> list[CheckMessage]:
    """Every page type says where it may stand, stands on our base and knows the access rule."""
    return [message for model in page_types() for message in faults_of_page_type(model)]


def faults_of_page_type(model: type[Page]) -> Iterator[CheckMessage]:
    """What a page type leaves out."""
    if not issubclass(model, BasePage):
        yield Error("A page type must extend core.models.BasePage.", obj=model, id="desk.E001")
    for name in ("parent_page_types", "subpage_types"):
        if name not in vars(model):
            yield Error(f"A page type must name its {name}.", obj=model, id="desk.E002")
    if not hasattr(model._default_manager.all(), "visible_to"):
        yield Error("A page type's manager must offer visible_to().", obj=model, id="desk.E003")
    if model.private_page_options != ["groups"]:
        yield Error("Only groups may restrict a page.", obj=model, id="desk.E004")


@register("wagtail")
def check_blocks(app_configs: Sequence[AppConfig] | None, **_kwargs: Any) -> list[CheckMessage]:
    """Every block an editor can pick has what the picker and the page need."""
    return [
        message
        for model in page_types()
        for field in model._meta.get_fields()
        if isinstance(field, StreamField)
        for name, block in blocks_of(field.stream_block)
        for message in faults_of_block(f"{model.__name__}.{field.name}: {name}", block)
    ]


def blocks_of(stream: StreamBlock) -> Iterator[tuple[str, Block]]:
    """The blocks an editor can pick in a body."""
    yield from stream.child_blocks.items()


def faults_of_block(where: str, block: Block) -> Iterator[CheckMessage]:
    """What a block leaves out."""
    if not getattr(block.meta, "template", None):
        yield Error(f"{where} has no template of its own.", id="desk.E011")
    if block.meta.icon == "placeholder":
        yield Error(f"{where} has no icon.", id="desk.E012")
    if not block.get_description():
        yield Error(f"{where} has no description.", id="desk.E013")
    if not block.is_previewable:
        yield Error(f"{where} has no preview.", id="desk.E014")


@register("wagtail")
def check_shared_passwords(
    app_configs: Sequence[AppConfig] | None, **_kwargs: Any
) -> list[CheckMessage]:
    """Shared passwords stay switched off: they are no membership."""
    names = ("WAGTAIL_PRIVATE_PAGE_OPTIONS", "WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS")
    if any(getattr(settings, name, {}).get("SHARED_PASSWORD", True) for name in names):
        return [Error("Shared passwords must stay switched off.", id="desk.E021")]
    return []
