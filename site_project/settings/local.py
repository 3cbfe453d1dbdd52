"""For `make run`: production's behaviour on one's own machine, with safe defaults and no service.

DEBUG is off, files have hashed names, the policies are strict. The key is made once under `var/`,
the site answers to this machine's own names only, and mail is written to `var/mail/`.
"""

from site_project.keys import key_from_file

from .base import *  # noqa: F403 -- a settings module extends its base by Django's convention
from .base import INSTALLED_APPS, VAR_DIR, env

SECRET_KEY = key_from_file(VAR_DIR / "secret_key")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

PORT = env.number("PORT", why="port of the site", default=8000)
WAGTAILADMIN_BASE_URL = f"http://localhost:{PORT}"

# Browsers take passkeys over http at the name localhost, and nowhere else.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True

INSTALLED_APPS = [*INSTALLED_APPS, "demo"]
# load_demo and other conveniences that would be dangerous on a real site ask for this.
DEMO_ALLOWED = True
DEMO_PASSWORD_FILE = VAR_DIR / "demo_password"
DEMO_ACCOUNTS_FILE = VAR_DIR / "demo_accounts.json"

env.refuse_if_unsafe()
