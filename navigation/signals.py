"""A new site begins with menus."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Site

from navigation.beginnings import begin_menus
from navigation.models import Menu


@receiver(post_save, sender=Site, dispatch_uid="navigation.menus_of_new_site")
def give_new_site_its_menus(instance: Site, created: bool, raw: bool, **_kwargs: Any) -> None:
    """What the first site got by the migration."""
    if created and not raw:
        begin_menus(Menu, instance.pk)
