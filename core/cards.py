"""What other sites show beside a link to one of our pages (Open Graph, and X's cards)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urljoin


@dataclass(frozen=True)
class CardPicture:
    """A picture at its whole address; the size in pixels."""

    url: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class Card:
    """A link's card. `kind` is Open Graph's type: website or article."""

    kind: str
    title: str
    url: str
    site: str
    description: str = ""
    picture: CardPicture | None = None


def picture_for_all(picture: CardPicture | None, url: str) -> CardPicture | None:
    """The organisation's picture for the card of the page at this address, which has none."""
    return replace(picture, url=urljoin(url, picture.url)) if picture else None
