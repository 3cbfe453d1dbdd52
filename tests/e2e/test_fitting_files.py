"""A picture that does not fit its page is moved with one click, in a browser."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import NewContext, be_signed_in
from tests.e2e.site import RunningSite
from tests.e2e.test_accessibility import violations

# An article for members with a picture for everybody, and a collection for members' files.
PRIVATE_ARTICLE = """
from django.contrib.auth.models import Group
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction
from core.models import DeskImage
from news.models import ArticlePage
article = ArticlePage.objects.live().filter(image=None).first()
article.image = DeskImage.objects.first()
article.image_decorative = True
article.save_revision().publish()
members = Group.objects.get(name="Members")
PageViewRestriction.objects.create(page=article, restriction_type="groups").groups.add(members)
root = Collection.get_first_root_node()
collection = root.add_child(name="For members")
restriction = CollectionViewRestriction(collection=collection, restriction_type="groups")
restriction.save()
restriction.groups.add(members)
print(f"\\n{article.pk} {article.image.get_rendition('width-30').url}")
"""
BACK = """
from wagtail.models import Collection, PageViewRestriction
from core.models import DeskDocument, DeskImage
from news.models import ArticlePage
closed = Collection.objects.get(name="For members")
for model in (DeskImage, DeskDocument):
    for file in model.objects.filter(collection=closed):
        file.collection = Collection.get_first_root_node()
        file.save()
closed.delete()
for restriction in PageViewRestriction.objects.filter(page__in=ArticlePage.objects.all()):
    article = restriction.page.specific
    restriction.delete()
    article.image = None
    article.save_revision().publish()
"""


def test_editor_moves_a_picture_and_closes_a_collection(
    page: Page, new_context: NewContext, site: RunningSite
) -> None:
    key, picture = site.change(PRIVATE_ARTICLE).strip().splitlines()[-1].split()
    reader = new_context().new_page()
    try:
        assert reader.request.get(picture).status == 200
        be_signed_in(page, "editor@example.org")
        page.goto(f"/admin/pages/{key}/edit/")
        expect(page.get_by_text("Not everything on this page")).to_be_visible()
        assert violations(page, ".help-warning") == []

        page.get_by_role("button", name=re.compile("to “For members”")).click()

        expect(page.get_by_text("is now in “For members”")).to_be_visible()
        expect(page.get_by_text("Not everything on this page")).to_have_count(0)
        assert reader.request.get(picture).status == 404
    finally:
        site.change(BACK)
