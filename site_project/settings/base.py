"""Settings that hold everywhere, complete and safe; the other modules say only what differs."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from site_project import policy
from site_project.env import Environment

from .accounts import *  # noqa: F403 -- a settings module extends its base by Django's convention

BASE_DIR = Path(__file__).resolve().parent.parent.parent
PROJECT_DIR = BASE_DIR / "site_project"

env = Environment()

# Everything a running site writes lives here; it is what a backup has to hold.
VAR_DIR = Path(
    env.text("VAR_DIR", why="folder of all that the site writes", default=str(BASE_DIR / "var"))
)

DEBUG = False
ALLOWED_HOSTS: list[str] = []

INSTALLED_APPS = [
    "core",
    "members",
    "home",
    "navigation",
    "news",
    "wagtail.api.v2",
    "rest_framework",
    "wagtail.contrib.redirects",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.sites",
    "members.apps.AdminUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_permissions_policy",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "csp.middleware.CSPMiddleware",
    "site_project.middleware.NoNulMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.middleware.PrivateAnswersMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "members.middleware.UnkeptAnswersMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "members.signing_in.staff.SecondFactorMiddleware",
    "navigation.middleware.RedirectsMiddleware",
    "core.middleware.SitesMiddleware",
    "core.middleware.NumbersWithoutRowMiddleware",
    # Last: it wraps the view alone, once everything before it has had its say.
    "core.middleware.AtomicWritesMiddleware",
]

ROOT_URLCONF = "site_project.urls"
WSGI_APPLICATION = "site_project.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PROJECT_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "home.context_processors.furniture",
            ],
            "builtins": ["core.templatetags.desk"],
        },
    },
]

# --- Data ---------------------------------------------------------------------------------------

SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": VAR_DIR / "db.sqlite3",
    # Opening the file and setting it up takes a tenth of an article's time.
    "CONN_MAX_AGE": 600,
    "OPTIONS": {
        # A write transaction takes the write lock when it begins, so that two writers wait for each
        # other instead of failing half-way; WAL lets readers go on meanwhile.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;"
        ),
    },
}
DATABASES: dict[str, dict[str, Any]] = {"default": env.database("DATABASE_URL", sqlite=SQLITE)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The database is the cache, so that limits and counts hold across processes without a cache server.
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # A full cache forgets by name, not by age: many attempts must not wash away the limits.
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    },
    # Renditions are looked up by rows fetched together (core.models.images); a second look-up for
    # each of them in a cache table would only cost.
    "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}

TASKS = {
    # Wagtail's own tasks (search index, cache purges) happen at once, so that a published page is
    # found at once, also where no worker runs.
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    # Ours wait in the database for the worker.
    "jobs": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "mail"]},
}

# Counters (core/counters.py) write what they counted a minute later, from a thread of their own.
WRITE_COUNTERS_BY_THEMSELVES = True

# --- People -------------------------------------------------------------------------------------

AUTH_USER_MODEL = "members.User"
AUTHENTICATION_BACKENDS = ["members.backends.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = False  # Wagtail's admin scripts read it.
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "site_project.views.csrf_failure"

# --- Language, time, addresses ------------------------------------------------------------------

LANGUAGE_CODE = "en-us"
LANGUAGES = [("en-us", _("English"))]
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True
# Dates in full words ("September 21, 2015"), which read the same everywhere.
FORMAT_MODULE_PATH = ["site_project.formats"]
LOCALE_PATHS = [PROJECT_DIR / "locale"]
APPEND_SLASH = True

# --- Files --------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [PROJECT_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Set by production where nginx takes over the sending of files: the internal location's prefix.
MEDIA_ACCEL_PREFIX = ""
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
# A long article with many blocks is one form with many fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

# --- Mail ---------------------------------------------------------------------------------------

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
DEFAULT_FROM_EMAIL = "news-desk@localhost"

# --- What a browser may do with our pages -------------------------------------------------------

CONTENT_SECURITY_POLICY = policy.CONTENT_SECURITY_POLICY
PERMISSIONS_POLICY = policy.PERMISSIONS_POLICY
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"  # Wagtail lets its own previews be framed by the admin.

# --- Wagtail ------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "News Desk"
WAGTAILADMIN_BASE_URL = "http://localhost:8000"
WAGTAIL_I18N_ENABLED = False
# A review publishes what was reviewed, not whatever stands there by then.
WAGTAIL_FINISH_WORKFLOW_ACTION = "news.review.finishing.publish_reviewed"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
# One sign-in for everybody; Wagtail's own log-in pages lead there (site_project/urls.py).
WAGTAILADMIN_LOGIN_URL = "members:sign_in_gate"
WAGTAIL_FRONTEND_LOGIN_URL = "/account/login-gate/"
# Passwords and addresses are changed where everybody changes them, under /account/.
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILIMAGES_IMAGE_MODEL = "core.DeskImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "core.forms.DeskImageForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
# As good as WebP at 80 and JPEG at 76, at half the size (docs/decisions/0017-share-images.md).
WAGTAILIMAGES_AVIF_QUALITY = 50
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
# Reading a picture takes about 15 bytes of memory a pixel at its peak.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "core.DeskDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = [
    "csv",
    "docx",
    "epub",
    "mp3",
    "mp4",
    "odp",
    "ods",
    "odt",
    "pdf",
    "pptx",
    "rtf",
    "txt",
    "xlsx",
    "zip",
]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
# An uploaded list of redirects waits for its confirmation where every web process finds it.
WAGTAIL_REDIRECTS_FILE_STORAGE = "cache"
WAGTAILSEARCH_BACKENDS = {
    "default": {
        "BACKEND": "core.search.backend",
        # PostgreSQL then finds the words that SQLite finds, in whatever language they are.
        "SEARCH_CONFIG": "simple",
    }
}

# --- Log ----------------------------------------------------------------------------------------

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "core.logs.DiscreetFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        },
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        # The development server names the address of every request, in a format of its own.
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # Wagtail's own small tasks (search index, references) announce themselves at each save.
        "django_tasks": {"level": "WARNING"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
