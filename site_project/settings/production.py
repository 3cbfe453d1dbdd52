"""For a real site. Everything comes from the environment; an unsafe start is refused with reasons.

`docs/operators.md` explains each name.
"""

import re
from pathlib import Path
from zoneinfo import available_timezones

from .base import *  # noqa: F403 -- a settings module extends its base by Django's convention
from .base import CACHES, DATABASES, SQLITE, VAR_DIR, env

SECRET_KEY = env.text("SECRET_KEY", why="50 or more random characters, kept secret")
env.require(
    not SECRET_KEY
    or (
        len(SECRET_KEY) >= 50
        and len(set(SECRET_KEY)) >= 5
        and not SECRET_KEY.startswith("django-insecure-")
    ),
    "SECRET_KEY is too short or too simple: 50 or more random characters",
)
ALLOWED_HOSTS = env.texts("ALLOWED_HOSTS", why="the site's host names, separated by commas")
env.require("*" not in ALLOWED_HOSTS, "ALLOWED_HOSTS must name the hosts; * would accept any")

WAGTAILADMIN_BASE_URL = env.text("BASE_URL", why="the site's address, https://…").rstrip("/")
env.require(
    not WAGTAILADMIN_BASE_URL
    or re.fullmatch(r"https://[^\s/?#@]+", WAGTAILADMIN_BASE_URL) is not None,
    "BASE_URL must be https:// and the host name, without a path",
)
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL] if WAGTAILADMIN_BASE_URL else []

if DATABASES["default"]["ENGINE"] != SQLITE["ENGINE"]:
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}

if cache := env.cache("CACHE_URL"):
    CACHES = CACHES | {"default": cache}

globals().update(
    env.mail("EMAIL_URL", why="mail server, such as smtp+tls://user:password@host:587")
)
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", why="the address mail comes from")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

TIME_ZONE = env.text("TIME_ZONE", why="such as Europe/London", default="UTC")
env.require(
    TIME_ZONE in available_timezones(), "TIME_ZONE is not known; write it like Europe/London"
)
MEDIA_ROOT = Path(
    env.text("MEDIA_ROOT", why="folder of uploaded files", default=str(VAR_DIR / "media"))
)
MEDIA_ACCEL_PREFIX = env.text("MEDIA_ACCEL_PREFIX", why="nginx location", default="")
env.require(
    not MEDIA_ACCEL_PREFIX or MEDIA_ACCEL_PREFIX.strip("/") == MEDIA_ACCEL_PREFIX[1:-1],
    "MEDIA_ACCEL_PREFIX must begin and end with a slash",
)

SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = env.flag("SSL_REDIRECT", why="", default=True)
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", why="", default=31_536_000)
# Both bind an association's other sites as well (mail, forum, shop), for months: only on request.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.flag("HSTS_SUBDOMAINS", why="", default=False)
SECURE_HSTS_PRELOAD = env.flag("HSTS_PRELOAD", why="", default=False)
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
# A proxy in front is the rule; it has to set (and not pass on) this header.
BEHIND_PROXY = env.flag("BEHIND_PROXY", why="", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# From which end of X-Forwarded-For a visitor's network is read; limits are counted for it.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("PROXY_COUNT", why="", default=int(BEHIND_PROXY))
env.require(
    ALLAUTH_TRUSTED_PROXY_COUNT >= 0 and (BEHIND_PROXY or not ALLAUTH_TRUSTED_PROXY_COUNT),
    "PROXY_COUNT is how many proxies BEHIND_PROXY speaks of: 0 without one",
)
STAFF_NEED_SECOND_FACTOR = env.flag("STAFF_NEED_SECOND_FACTOR", why="", default=True)

DEMO_ALLOWED = False

env.refuse_if_unsafe()
