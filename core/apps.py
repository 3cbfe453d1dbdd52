"""What everything else stands on: memory, files, images, blocks, house rules."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """The app without which no other of ours runs; it knows none of them."""

    name = "core"

    def ready(self) -> None:
        """Register the house rules and watch what memory depends on."""
        from core import checks, signals  # noqa: F401 -- registered by being imported
