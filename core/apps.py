"""What everything else stands on: memory, files, images, blocks, house rules."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """The app without which no other of ours runs; it knows none of them."""

    name = "core"

    def ready(self) -> None:
        """Register the house rules, watch what memory depends on, keep formulas out of exports."""
        from core import checks, signals  # noqa: F401 -- registered by being imported
        from core.exports import write_cells_as_text

        write_cells_as_text()
