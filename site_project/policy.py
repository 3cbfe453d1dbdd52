"""What a browser may do with the site's pages: the values of two of the settings."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

# The one script within a page: it must run before the first paint, or a dark page flashes white.
FIRST_SCRIPT = (Path(__file__).resolve().parent / "templates" / "parts" / "first.js").read_bytes()
FIRST_SCRIPT_HASH = b64encode(sha256(FIRST_SCRIPT).digest()).decode()

CONTENT_SECURITY_POLICY: dict[str, Any] = {
    # Wagtail's admin still brings inline scripts and styles of its own.
    "EXCLUDE_URL_PREFIXES": ["/admin/"],
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, f"'sha256-{FIRST_SCRIPT_HASH}'"],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "manifest-src": [SELF],
        # The players an editor can choose (core.embeds); they load only once a reader asks.
        "frame-src": [
            SELF,
            "https://www.youtube-nocookie.com",
            "https://player.vimeo.com",
            "https://w.soundcloud.com",
        ],
        "form-action": [SELF],
        # The editor's preview is a page of ours framed by the admin.
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
    },
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
}
