"""An index that Wagtail's search tables lack on PostgreSQL."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

NAME = "search_title_and_body"
TABLE = "wagtailsearch_indexentry"


def create(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Searches look in titles and bodies together; Wagtail indexes them one by one."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"CREATE INDEX {NAME} ON {TABLE} USING gin ((title || body))")


def drop(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Leave the table as Wagtail made it."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX IF EXISTS {NAME}")


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_initial"),
        ("wagtailsearch", "0010_add_text_fields"),
    ]

    operations = [migrations.RunPython(create, drop)]
