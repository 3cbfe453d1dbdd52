"""For developers (`make dev`): autoreload, error pages with traces, the debug toolbar if present.

Shares database, key and files with the settings `local`.
"""

from importlib.util import find_spec

from .local import *  # noqa: F403 -- a settings module extends its base by Django's convention
from .local import CONTENT_SECURITY_POLICY, INSTALLED_APPS, MIDDLEWARE, STORAGES

DEBUG = True
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
INSTALLED_APPS = ["whitenoise.runserver_nostatic", *INSTALLED_APPS]
INTERNAL_IPS = ["127.0.0.1", "::1"]

if find_spec("debug_toolbar"):
    INSTALLED_APPS = [*INSTALLED_APPS, "debug_toolbar"]
    # Inside whatever compresses: the toolbar writes itself into the page's text.
    inside = MIDDLEWARE.index("django.middleware.gzip.GZipMiddleware") + 1
    MIDDLEWARE = [
        *MIDDLEWARE[:inside],
        "debug_toolbar.middleware.DebugToolbarMiddleware",
        *MIDDLEWARE[inside:],
    ]
    # The toolbar's own panels use inline styles.
    CONTENT_SECURITY_POLICY = CONTENT_SECURITY_POLICY | {
        "DIRECTIVES": CONTENT_SECURITY_POLICY["DIRECTIVES"]
        | {"style-src": ["'self'", "'unsafe-inline'"]}
    }
