"""What moving pages leaves behind.

Wagtail leaves a redirect at each address that a page moves away from. One that comes back stands
where such a redirect leads to it from: it is of no use, and led back to itself were the page taken
down.
"""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail.signals import page_slug_changed, post_page_move

from navigation.redirects.addresses import OurSites, Place, lookups


@receiver([page_slug_changed, post_page_move], dispatch_uid="navigation.redirects.moved")
def _drop_redirects_to_themselves(instance: Page, **_kwargs: Any) -> None:
    sites = OurSites()
    made = Redirect.objects.filter(
        automatically_created=True,
        redirect_page__path__startswith=instance.path,
        redirect_page_route_path="",
    ).order_by()
    needless = [
        key
        for key, old_path, site_id, url_path in made.values_list(
            "pk", "old_path", "site_id", "redirect_page__url_path"
        )
        if site_id and _is_at(sites.place_of_page(url_path, site_id), old_path)
    ]
    Redirect.objects.filter(pk__in=needless).delete()


def _is_at(place: Place | None, old_path: str) -> bool:
    return place is not None and old_path in lookups(place.address)
