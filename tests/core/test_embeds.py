"""Players are built for addresses at the allowed providers, and for no other."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from core.embeds import Player, player_for

KEY = "dQw4w9WgXcQ"
YOUTUBE = f"https://www.youtube-nocookie.com/embed/{KEY}?autoplay=1"
VIMEO = "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1"


def src_for(address: str) -> str:
    """What is loaded for an address."""
    player = player_for(address)
    assert player is not None
    return player.src


@pytest.mark.parametrize(
    "address",
    [
        f"https://www.youtube.com/watch?v={KEY}",
        f"http://youtube.com/watch?v={KEY}",
        f"https://m.youtube.com/watch?v={KEY}&feature=share",
        f"https://www.youtube.com/watch?list=PL1&v={KEY}&t=42s",
        f"https://WWW.YouTube.com/watch?v={KEY}#t=10",
        f"https://youtu.be/{KEY}",
        f"https://youtu.be/{KEY}?si=abc",
        f"https://www.youtube.com/embed/{KEY}",
        f"https://www.youtube.com/shorts/{KEY}/",
        f"https://www.youtube.com/live/{KEY}?feature=share",
        f"https://www.youtube-nocookie.com/embed/{KEY}?rel=0",
        f"  https://youtu.be/{KEY}\n",
    ],
)
def test_youtube_plays_without_cookies(address: str) -> None:
    assert player_for(address) == Player("YouTube", YOUTUBE)


@pytest.mark.parametrize(
    "address",
    [
        "https://vimeo.com/76979871",
        "https://www.vimeo.com/76979871/",
        "http://vimeo.com/76979871?share=copy",
        "https://player.vimeo.com/video/76979871",
        "https://vimeo.com/channels/staff-picks/76979871",
        "https://vimeo.com/76979871?/../../",
    ],
)
def test_vimeo_plays_without_tracking(address: str) -> None:
    assert player_for(address) == Player("Vimeo", VIMEO)


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("https://soundcloud.com/forss/flickermood", "forss%2Fflickermood"),
        ("https://m.soundcloud.com/forss/flickermood?in=x", "forss%2Fflickermood"),
        ("https://soundcloud.com/forss/sets/soulhack/", "forss%2Fsets%2Fsoulhack%2F"),
    ],
)
def test_soundcloud_plays_as_sound(address: str, path: str) -> None:
    src = f"https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2F{path}"

    assert player_for(address) == Player("SoundCloud", src, is_audio=True)


@pytest.mark.parametrize(
    "address",
    [
        "",
        " ",
        "youtube",
        KEY,
        f"youtube.com/watch?v={KEY}",
        f"//youtube.com/watch?v={KEY}",
        f"javascript://youtube.com/watch?v={KEY}%0aalert(1)",
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        f"ftp://youtube.com/watch?v={KEY}",
        f"file:///watch?v={KEY}",
        f"https://youtube.com@evil.example/watch?v={KEY}",
        f"https://youtube.com:443@evil.example/watch?v={KEY}",
        f"https://evil.example@youtube.com/watch?v={KEY}",
        f"https://evil.example\\@youtube.com/watch?v={KEY}",
        f"https://user:password@youtube.com/watch?v={KEY}",
        f"https://youtube.com:8080/watch?v={KEY}",
        f"https://youtube.com:99999999/watch?v={KEY}",
        f"https://evil.example/youtube.com/watch?v={KEY}",
        f"https://youtube.com.evil.example/watch?v={KEY}",
        f"https://evilyoutube.com/watch?v={KEY}",
        f"https://www.www.youtube.com/watch?v={KEY}",
        f"https://youtube.com./watch?v={KEY}",
        f"https://y\u043eutube.com/watch?v={KEY}",
        f"https://\uff59outube.com/watch?v={KEY}",
        f"https://youtube\u3002com/watch?v={KEY}",
        f"https://[::1]/watch?v={KEY}",
        f"https://[::1/watch?v={KEY}",
        f"https://youtube.com\uff03@evil.example/watch?v={KEY}",
        f"https:youtube.com/watch?v={KEY}",
        f"https:///youtube.com/watch?v={KEY}",
        "https://www.youtube.com/",
        "https://www.youtube.com/watch",
        "https://www.youtube.com/watch?v=",
        "https://www.youtube.com/watch?v=short",
        "https://www.youtube.com/watch?v=muchtoolongforit",
        "https://www.youtube.com/watch?v=../../..&x",
        'https://www.youtube.com/watch?v="onload=al',
        "https://www.youtube.com/watch?v=%22%3E%3Cscript%3E",
        "https://www.youtube.com/@channel",
        "https://www.youtube.com/embed/videoseries?list=PL1",
        "https://www.youtube.com/embed/live_stream?channel=UC1",
        f"https://www.youtube.com/embed/{KEY}/more",
        f"https://youtu.be/{KEY}/more",
        "https://vimeo.com/",
        "https://vimeo.com/features",
        "https://vimeo.com/9999999999999",
        "https://vimeo.com/٧٦٩٧٩٨٧١",
        "https://vimeo.com/76979871/abcdef0123",
        "https://soundcloud.com/forss",
        "https://soundcloud.com/forss/a/b/c",
        "https://soundcloud.com/forss/..%2f..",
        "https://soundcloud.com/forss/fl\u00efcker",
        "https://player.soundcloud.com/forss/flickermood",
        "https://example.org/video.mp4",
        "https://youtube.com/watch?v=" + "a" * 10_000,
        "https://" + "a" * 10_000 + ".youtube.com/watch",
        "https://youtube.com/" + "/" * 10_000,
        "\0https://youtu.be/" + KEY[:10],
    ],
    ids=lambda address: repr(address[:50]),
)
def test_no_player_is_built_for_anything_else(address: str) -> None:
    assert player_for(address) is None


ALPHABET = st.sampled_from([*"abcXYZ019-_./:@?#&=%[]\\ \t\n\0\u2028é", "youtube.com", "watch?v="])


@given(
    start=st.sampled_from(["https://youtube.com", "https://youtu.be/", "https://vimeo.com/", ""]),
    rest=st.lists(ALPHABET, max_size=30).map("".join),
)
def test_whatever_is_built_leads_to_a_provider(start: str, rest: str) -> None:
    player = player_for(start + rest)

    if player is not None:
        parts = urlsplit(player.src)
        assert parts.scheme == "https"
        assert parts.netloc in (
            "www.youtube-nocookie.com",
            "player.vimeo.com",
            "w.soundcloud.com",
        )
        assert not set(player.src) & set("\"'<> \t\n\0\\")


def test_policy_of_pages_lets_exactly_these_players_in(settings: Settings) -> None:
    allowed = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["frame-src"]
    built = [
        src_for(f"https://youtu.be/{KEY}"),
        src_for("https://vimeo.com/1"),
        src_for("https://soundcloud.com/a/b"),
    ]

    assert {source for source in allowed if "://" in source} == {
        "{0.scheme}://{0.netloc}".format(urlsplit(src)) for src in built
    }
