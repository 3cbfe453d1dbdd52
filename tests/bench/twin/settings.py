"""Our apps, database and files; what is done with them is what a new Wagtail project does."""

from site_project.settings.local import *  # noqa: F403 -- a settings module extends its base
from site_project.settings.local import BASE_DIR, INSTALLED_APPS, TEMPLATES

# No account is ever looked at; ours would bring the access rule's hooks along.
AUTH_USER_MODEL = "auth.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
WAGTAILIMAGES_IMAGE_FORM_BASE = ""
REPLACED = {
    "home": "tests.bench.twin.apps.TwinHomeConfig",
    "news": "tests.bench.twin.apps.TwinNewsConfig",
    "members.apps.AdminUsersConfig": "wagtail.users",
}
LEFT_OUT = {"members", "demo", "csp", "django_permissions_policy"}
INSTALLED_APPS = [
    REPLACED.get(app, app)
    for app in INSTALLED_APPS
    if app not in LEFT_OUT and not app.startswith("allauth")
]

ROOT_URLCONF = "tests.bench.twin.urls"
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
TEMPLATES = [
    TEMPLATES[0]
    | {
        # Those of our blocks, after its own.
        "DIRS": [BASE_DIR / "tests/bench/twin/templates", BASE_DIR / "news/templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
            "builtins": TEMPLATES[0]["OPTIONS"]["builtins"],
        },
    }
]
# What Django does without being told: sites and renditions are remembered in the process.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
