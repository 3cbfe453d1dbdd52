"""A News Desk with a standing disclaimer, its workflow, and who may do what there."""

import datetime
import uuid

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from members.rights import (
    ADMINISTRATORS,
    CONTRIBUTING,
    CONTRIBUTORS,
    EDITORS,
    grant,
    grant_on_page,
)

WORDING = (
    "<p>The News Desk shares articles that may interest our members. Sharing an article does not "
    "mean that the association, its staff or its members agree with what it says. We share "
    "different points of view so that they can be discussed.</p>"
)
EDITORIAL = ("add", "change", "publish", "lock", "unlock", "bulk_delete")
FOR_WRITERS = (
    "Ready? Submit it for review: an editor reads it, then publishes it or sends it back to you with "
    "a comment. Until then nobody but the desk sees it."
)
FOR_REVIEWERS = (
    "Please check: Does the headline say what the article says? Are source, date and address of the "
    "original right? Are quotations word for word, each with its speaker? Does it need a content "
    "note? Then approve it, or send it back and say what is missing."
)
MODELS = ("source", "topic", "disclaimer")


def create_desk(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Every new site begins with an empty desk, so that the first article has a place."""
    disclaimer = apps.get_model("news", "Disclaimer").objects.create(name="Standing disclaimer")
    apps.get_model("news", "DisclaimerWording").objects.create(
        disclaimer=disclaimer, number=1, in_force_from=datetime.date(2000, 1, 1), text=WORDING
    )
    home_page = apps.get_model("home", "HomePage").objects.get(depth=2, slug="home")
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="news", model="newsdeskpage"
    )
    desk = apps.get_model("news", "NewsDeskPage").objects.create(
        title="News Desk",
        draft_title="News Desk",
        slug="news-desk",
        content_type=content_type,
        path=f"{home_page.path}0001",
        depth=3,
        numchild=0,
        url_path=f"{home_page.url_path}news-desk/",
        locale_id=home_page.locale_id,
        translation_key=uuid.uuid4(),
        live=True,
        show_in_menus=True,
        disclaimer=disclaimer,
    )
    home_page.numchild = 1
    home_page.save()
    grant_on_page(apps, EDITORS, desk.pk, EDITORIAL)
    grant_on_page(apps, CONTRIBUTORS, desk.pk, CONTRIBUTING)
    for model in MODELS:
        for group in (EDITORS, ADMINISTRATORS):
            grant(apps, group, "news", model, ("add", "change", "delete"))
    grant(apps, ADMINISTRATORS, "news", "publishing", ["change"])
    create_workflow(apps, desk.pk)


def create_workflow(apps: Apps, desk_id: int) -> None:
    """One approval by an editor or administrator; whoever may publish may still do so at once."""
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="news", model="reviewtask"
    )
    task = apps.get_model("news", "ReviewTask").objects.create(
        name="A second pair of eyes",
        content_type=content_type,
        active=True,
        for_writers=FOR_WRITERS,
        for_reviewers=FOR_REVIEWERS,
    )
    task.groups.set(
        apps.get_model("auth", "Group").objects.filter(name__in=[EDITORS, ADMINISTRATORS])
    )
    workflow = apps.get_model("wagtailcore", "Workflow").objects.create(
        name="News Desk review", active=True
    )
    apps.get_model("wagtailcore", "WorkflowTask").objects.create(
        workflow=workflow, task_id=task.pk, sort_order=0
    )
    apps.get_model("wagtailcore", "WorkflowPage").objects.create(workflow=workflow, page_id=desk_id)


class Migration(migrations.Migration):
    dependencies = [("news", "0001_initial"), ("home", "0002_first_site")]

    operations = [migrations.RunPython(create_desk, migrations.RunPython.noop)]
