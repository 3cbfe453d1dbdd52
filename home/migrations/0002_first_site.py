"""A home page in place of Wagtail's welcome page, and who may change it."""

import uuid
from urllib.parse import urlsplit

from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from members.rights import ADMINISTRATORS, grant, grant_on_page

WHOLE = ("add", "change", "publish", "lock", "unlock", "bulk_delete")


def create_home_page(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Every new site begins with an empty home page that answers to any host name."""
    page = apps.get_model("wagtailcore", "Page")
    site = apps.get_model("wagtailcore", "Site")
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="home", model="homepage"
    )
    # The welcome page takes Wagtail's first site with it.
    page.objects.filter(depth=2, slug="home").delete()
    home_page = apps.get_model("home", "HomePage").objects.create(
        title="Home",
        draft_title="Home",
        slug="home",
        content_type=content_type,
        path="00010001",
        depth=2,
        numchild=0,
        url_path="/home/",
        locale=apps.get_model("wagtailcore", "Locale").objects.first(),
        translation_key=uuid.uuid4(),
        live=True,
    )
    # Where the settings say that the site is; links in feeds and for search engines begin with it.
    base = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    site.objects.create(
        hostname=base.hostname or "localhost",
        port=base.port or (443 if base.scheme == "https" else 80),
        site_name="News Desk",
        root_page_id=home_page.pk,
        is_default_site=True,
    )
    grant_on_page(apps, ADMINISTRATORS, home_page.pk, WHOLE)
    grant(apps, ADMINISTRATORS, "home", "organisation", ["change"])
    grant(apps, ADMINISTRATORS, "home", "notice", ["add", "change", "delete", "publish"])


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("members", "0002_groups"),
        ("wagtailcore", "0098_apitoken"),
        # What belongs to a page is deleted with the welcome page.
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]

    operations = [migrations.RunPython(create_home_page, migrations.RunPython.noop)]
