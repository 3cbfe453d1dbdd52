"""Parts of what search engines are told (schema.org, as JSON-LD) that every page can need."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urljoin

from core.organisations import Identity
from core.trails import Step

Thing = dict[str, Any]


def graph(things: Iterable[Thing]) -> Thing:
    """Several things on one page."""
    return {"@context": "https://schema.org", "@graph": list(things)}


def organisation(identity: Identity, root_url: str) -> Thing:
    """Who runs the site whose home page is at this address."""
    thing: Thing = {"@type": "Organization", "name": identity.name, "url": root_url}
    if identity.logo:
        thing["logo"] = {"@type": "ImageObject", "url": urljoin(root_url, identity.logo.url)}
    return thing


def breadcrumbs(trail: list[Step]) -> Thing:
    """The way to the page, which is the last step of it."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": title, "item": url}
            for position, (title, url) in enumerate(trail, start=1)
        ],
    }
