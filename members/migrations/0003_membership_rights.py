"""Who looks after members: the group for it, and administrators; the rules are administrators'."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from members.rights import ADMINISTRATORS, MEMBERSHIP, grant


def let_look_after_members(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give both groups their rights."""
    for name in (MEMBERSHIP, ADMINISTRATORS):
        grant(apps, name, "members", "membership", ("add", "change", "delete"))
    grant(apps, ADMINISTRATORS, "members", "membershiprules", ("change",))


class Migration(migrations.Migration):
    dependencies = [("members", "0002_groups")]

    operations = [migrations.RunPython(let_look_after_members, migrations.RunPython.noop)]
