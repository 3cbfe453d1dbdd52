"""Fill the main menu of the environment's site: `python -m tests.bench.full_menu 200`."""

from __future__ import annotations

import sys


def fill(number: int) -> None:
    """So many entries, to pages all over the site; 0 empties the menu."""
    from wagtail.models import Page

    from tests.navigation.compose import set_menu
    from tests.navigation.full import full_menu

    pages = Page.objects.filter(live=True, depth__gte=3).order_by("pk").values_list("pk", flat=True)
    set_menu("main", *(full_menu(pages[: number * 10], number) if number else ()))


if __name__ == "__main__":
    import django

    django.setup()
    fill(int(sys.argv[1]))
