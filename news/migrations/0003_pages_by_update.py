"""Indexes on Wagtail's pages for the list of articles, which begins with the newest changes.

Without them a database sorts all pages for each page of the list, and looks through all of them for
the few drafts. They are no part of Wagtail's model: should SQLite lose them when a new Wagtail
changes that table, the list is slower and still right.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

NAME = "news_pages_by_update"
DRAFTS = "news_drafts_by_update"


def create_indexes(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """In the order of the list. SQLite has nulls last going down, and no word for it here."""
    nulls = "" if schema_editor.connection.vendor == "sqlite" else " NULLS LAST"
    columns = f"wagtailcore_page (latest_revision_created_at DESC{nulls}, id DESC)"
    schema_editor.execute(f"CREATE INDEX {NAME} ON {columns}")
    schema_editor.execute(f"CREATE INDEX {DRAFTS} ON {columns} WHERE NOT live")


def drop_indexes(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """As Wagtail has it."""
    schema_editor.execute(f"DROP INDEX IF EXISTS {NAME}")
    schema_editor.execute(f"DROP INDEX IF EXISTS {DRAFTS}")


class Migration(migrations.Migration):
    dependencies = [("news", "0002_first_desk"), ("wagtailcore", "0098_apitoken")]

    operations = [migrations.RunPython(create_indexes, drop_indexes)]
