"""For the tests: fast, loud, and on whichever database DATABASE_URL names (SQLite without it)."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from .base import *  # noqa: F403 -- a settings module extends its base by Django's convention
from .base import INSTALLED_APPS, SQLITE, STORAGES, env

SECRET_KEY = "only for tests, never for a site"  # noqa: S105 -- says so itself
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver"]

# Everything a test run writes goes where the system cleans up.
VAR_DIR = Path(tempfile.mkdtemp(prefix="news-desk-tests-"))
atexit.register(shutil.rmtree, VAR_DIR, ignore_errors=True)
MEDIA_ROOT = VAR_DIR / "media"
EMAIL_FILE_PATH = VAR_DIR / "mail"
STATIC_ROOT = VAR_DIR / "static"
INSTALLED_APPS = [*INSTALLED_APPS, "demo"]
DEMO_ALLOWED = True
DEMO_PASSWORD_FILE = VAR_DIR / "demo_password"
DEMO_ACCOUNTS_FILE = VAR_DIR / "demo_accounts.json"

if not os.environ.get("DATABASE_URL"):
    # A file, not memory: the browser tests' server threads and child processes open it as well.
    DATABASES = {
        "default": SQLITE
        | {"NAME": VAR_DIR / "db.sqlite3", "TEST": {"NAME": VAR_DIR / "test.sqlite3"}}
    }

STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# No thread may outlive a test and write into another one's database.
WRITE_COUNTERS_BY_THEMSELVES = False
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

env.refuse_if_unsafe()
