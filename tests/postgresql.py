"""PostgreSQL databases that are made for something and gone after it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg

LOOPBACK = "postgres://postgres@127.0.0.1:5432/postgres"
CONNECT_SECONDS = 3


@contextmanager
def fresh_database(
    server_url: str, prefix: str = "news_desk_e2e", template: str = "template1"
) -> Iterator[str]:
    """The address of a database on this server, empty or like another; dropped at the end."""
    name = f"{prefix}_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(_database(server_url, "postgres"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'.encode())
        try:
            yield _database(server_url, name)
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


def server_that_answers(given: str | None) -> str | None:
    """The server of this address, else the one on this machine; None where neither answers."""
    for url in (given or "", LOOPBACK):
        if not url.startswith("postgres"):
            continue
        try:
            psycopg.connect(_database(url, "postgres"), connect_timeout=CONNECT_SECONDS).close()
        except psycopg.OperationalError:
            continue
        return url
    return None


def _database(server_url: str, name: str) -> str:
    return urlunsplit(urlsplit(server_url)._replace(path=f"/{name}"))
