"""The site's own groups in place of the ones Wagtail brings."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from members.rights import (
    ADMINISTRATORS,
    CONTRIBUTORS,
    EDITORS,
    MEMBERS,
    MEMBERSHIP,
    MODERATORS,
    grant,
    grant_in_collections,
)

OURS = (MEMBERS, CONTRIBUTORS, EDITORS, MEMBERSHIP, MODERATORS, ADMINISTRATORS)


def create_groups(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Replace Wagtail's groups and its workflow; what each app adds comes with that app."""
    group = apps.get_model("auth", "Group")
    apps.get_model("wagtailcore", "Workflow").objects.all().delete()
    apps.get_model("wagtailcore", "Task").objects.all().delete()
    group.objects.filter(name__in=["Moderators", "Editors"]).delete()
    for name in OURS:
        group.objects.create(name=name)

    admin_access = apps.get_model("auth", "Permission").objects.get(
        content_type__app_label="wagtailadmin", codename="access_admin"
    )
    everything = ("add", "change", "delete")
    for name in OURS[1:]:
        group.objects.get(name=name).permissions.add(admin_access)
    for name in (EDITORS, ADMINISTRATORS):
        # Wagtail asks for the rights on its own models, whichever models hold images and documents.
        grant_in_collections(apps, name, "wagtailimages", "image", (*everything, "choose"))
        grant_in_collections(apps, name, "wagtaildocs", "document", (*everything, "choose"))
        grant(apps, name, "wagtailsearchpromotions", "searchpromotion", everything)
    # Of what they add they may change and delete their own.
    grant_in_collections(apps, CONTRIBUTORS, "wagtailimages", "image", ("add", "choose"))
    grant_in_collections(apps, CONTRIBUTORS, "wagtaildocs", "document", ("add", "choose"))
    for name in (MEMBERSHIP, ADMINISTRATORS):
        grant(apps, name, "members", "user", everything)
    grant(apps, ADMINISTRATORS, "wagtailredirects", "redirect", everything)
    grant_in_collections(apps, ADMINISTRATORS, "wagtailcore", "collection", everything)
    grant(apps, ADMINISTRATORS, "wagtailcore", "workflow", everything)
    grant(apps, ADMINISTRATORS, "wagtailcore", "task", everything)


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0001_initial"),
        ("core", "0002_initial"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailredirects", "0001_initial"),
        ("wagtailsearchpromotions", "0001_initial"),
    ]

    operations = [migrations.RunPython(create_groups, migrations.RunPython.noop)]
