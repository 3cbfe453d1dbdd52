"""The menus of the first site, and who may change menus."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from members.rights import ADMINISTRATORS, grant
from navigation.beginnings import begin_menus

WHOLE = ("add", "change", "delete", "publish", "lock", "unlock")


def create_menus(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """One for each place of every site there is."""
    for site in apps.get_model("wagtailcore", "Site").objects.all():
        begin_menus(apps.get_model("navigation", "Menu"), site.pk)
    grant(apps, ADMINISTRATORS, "navigation", "menu", WHOLE)


class Migration(migrations.Migration):
    dependencies = [("navigation", "0001_initial"), ("home", "0002_first_site")]

    operations = [migrations.RunPython(create_menus, migrations.RunPython.noop)]
