"""Players of other sites that an article may show, built from their addresses alone.

No provider is asked anything: neither when an editor saves (oEmbed would) nor when a page loads.
The reader's browser contacts the provider only once the reader asks for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, quote, urlsplit

# Parts of YouTube's addresses that look like a video's key: lists and channels.
NOT_VIDEOS = {"videoseries", "live_stream"}


@dataclass(frozen=True)
class Player:
    """What to load when a reader asks for it."""

    provider: str
    src: str
    is_audio: bool = False


def player_for(address: str) -> Player | None:
    """The player for an address at one of the allowed providers, or None."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    if parts.scheme not in ("http", "https"):
        return None
    # Not the host name alone: what stands before an @ or after a colon is made to mislead.
    host = parts.netloc.lower().removeprefix("www.").removeprefix("m.")
    if host in ("youtube.com", "youtube-nocookie.com", "youtu.be"):
        return _youtube(host, parts.path, parts.query)
    if host in ("vimeo.com", "player.vimeo.com"):
        return _vimeo(parts.path)
    if host == "soundcloud.com":
        return _soundcloud(parts.path)
    return None


def _youtube(host: str, path: str, query: str) -> Player | None:
    if host == "youtu.be":
        found = path.removeprefix("/")
    elif path == "/watch":
        found = parse_qs(query).get("v", [""])[0]
    else:
        match = re.fullmatch(r"/(?:embed|shorts|live)/([^/]+)/?", path)
        found = match.group(1) if match else ""
    if not re.fullmatch(r"[A-Za-z0-9_-]{11}", found) or found in NOT_VIDEOS:
        return None
    return Player("YouTube", f"https://www.youtube-nocookie.com/embed/{found}?autoplay=1")


def _vimeo(path: str) -> Player | None:
    match = re.fullmatch(r"/(?:video/|channels/[\w-]+/)?(\d{1,12})/?", path, flags=re.ASCII)
    if not match:
        return None
    return Player("Vimeo", f"https://player.vimeo.com/video/{match.group(1)}?dnt=1&autoplay=1")


def _soundcloud(path: str) -> Player | None:
    if not re.fullmatch(r"/[\w-]+/(?:sets/)?[\w-]+/?", path, flags=re.ASCII):
        return None
    track = quote(f"https://soundcloud.com{path}", safe="")
    return Player("SoundCloud", f"https://w.soundcloud.com/player/?url={track}", is_audio=True)
