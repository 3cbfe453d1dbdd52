"""Indexes of what will happen to pages by itself, which Wagtail lacks.

They hold the few pages that have a plan and nothing of the rest. The scheduler asks for them every
ten seconds, calendars for a month at a time.
"""

from django.db import migrations

TABLE = "wagtailcore_page"
INDEXES = {
    "page_goes_live": "(go_live_at) WHERE go_live_at IS NOT NULL",
    "page_expires": "(expire_at) WHERE expire_at IS NOT NULL",
    "page_has_draft": "(latest_revision_id) WHERE has_unpublished_changes",
}


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_search_index"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.RunSQL(f"CREATE INDEX {name} ON {TABLE} {what}", f"DROP INDEX IF EXISTS {name}")
        for name, what in INDEXES.items()
    ]
