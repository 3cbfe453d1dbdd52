"""The ways people go, as forms that are sent."""

from __future__ import annotations

from typing import Any

from django.test import Client

LOGIN = "/account/login/"
ASK_CODE = "/account/login/code/"
ENTER_CODE = "/account/login/code/confirm/"
JOIN = "/account/join/"
PROVE = "/account/join/confirm/"
RESET = "/account/password/reset/"
ENTER_RESET = "/account/password/reset/confirm/"
NEW_PASSWORD = "/account/password/reset/new/"
ACCOUNT = "/account/"
STRONG = "a wholly new secret"


def join(client: Client, email: str, password: str = "", **fields: str) -> Any:
    """Send the form with which people join."""
    form = {"display_name": "Nora New", "email": email, "password1": password, **fields}
    return client.post(JOIN, form)


def ask_code(client: Client, email: str, **fields: str) -> Any:
    """Have a code mailed, by the button of the sign-in page."""
    return client.post(LOGIN, {"username": email, "password": "", "by_code": "1", **fields})


def enter(client: Client, path: str, code: str, **fields: str) -> Any:
    """Send a code."""
    return client.post(path, {"code": code, **fields})


def is_signed_in(client: Client) -> bool:
    """Whether the browser belongs to an account."""
    return "_auth_user_id" in client.session


def where(response: Any) -> str:
    """Where an answer leads; nothing where it is a page."""
    return str(response.headers.get("Location", ""))


def wrong(code: str) -> str:
    """Another code."""
    return f"{(int(code) + 1) % 1_000_000:06}"
