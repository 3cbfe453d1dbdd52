"""All addresses of the site."""

from collections.abc import Callable

from django.apps import apps
from django.conf import settings
from django.http.response import HttpResponseBase
from django.urls import URLPattern, include, path, re_path
from django.views.decorators.cache import never_cache
from wagtail import urls as wagtail_urls
from wagtail import views as wagtail_views
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.chooser import BrowseView
from wagtail.admin.viewsets.pages import page_viewset_registry

from core import views as core_views
from members.account_settings import AccountSettingsView
from members.files.privacy import set_privacy
from members.page_views import no_password, page_by_key
from members.signing_in.views import sign_in_gate
from members.told import ChoosePageView, ChosenPagesView, PageTypesView, if_told_of_place
from news import views as news_views
from site_project import machines
from site_project.api import router


def in_admin(route: str, view: Callable[..., HttpResponseBase]) -> URLPattern:
    """An address of the admin at which we answer in Wagtail's place."""
    return path(f"admin/{route}", never_cache(require_admin_access(view)))


def pages_below(view: str) -> Callable[..., HttpResponseBase]:
    """Wagtail's list of the pages below one, as whichever kind of page that is has it."""
    answer: Callable[..., HttpResponseBase] = page_viewset_registry.as_view(
        view, parent_page_id_kwarg="parent_page_id"
    )
    return answer


urlpatterns = [
    path("account/review/", include("news.review.guests.urls")),
    path("account/feed/", include("news.feeds.personal.urls")),
    path("account/", include("members.urls")),
    # Wagtail's own sign-in pages would be a second door: they lead to the one there is.
    path("admin/login/", sign_in_gate),
    path("_util/login/", sign_in_gate),
    # And so would pages that ask for shared passwords, which are switched off.
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        no_password,
    ),
    in_admin("collections/<int:collection_id>/privacy/", set_privacy),
    # These name pages that Wagtail asks no policy and no hook about.
    in_admin("pages/<int:parent_page_id>/", if_told_of_place(pages_below("index"))),
    in_admin("pages/<int:parent_page_id>/results/", if_told_of_place(pages_below("index_results"))),
    in_admin("reports/page-types-usage/", PageTypesView.as_view()),
    in_admin("reports/page-types-usage/results/", PageTypesView.as_view(results_only=True)),
    in_admin("choose-page/", ChoosePageView.as_view()),
    in_admin("choose-page/<int:parent_page_id>/", if_told_of_place(BrowseView.as_view())),
    in_admin("choose-page/chosen-multiple/", ChosenPagesView.as_view()),
    in_admin("account/", AccountSettingsView.as_view()),
    path("admin/", include(wagtailadmin_urls)),
    path("media/images/<str:name>", core_views.rendition, name="rendition"),
    path("media/share/<str:name>", news_views.share_image, name="share_image"),
    path("-/page/<int:key>/", page_by_key, name="page_by_key"),
    path("llms.txt", news_views.llms, name="llms"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>.xml", machines.sitemap_section, name="sitemap_section"),
    path("opensearch.xml", machines.opensearch, name="opensearch"),
    path(
        "documents/<int:document_id>/<path:document_filename>",
        core_views.document,
        name="wagtaildocs_serve",
    ),
    path("api/v2/", router.urls),
    # An article's plain text; Wagtail's own pattern knows no dots.
    re_path(r"^((?:[\w\-]+/)+index\.md)$", wagtail_views.serve, name="plain_version"),
    path("", include("home.urls")),
    path("", include(wagtail_urls)),
]

if settings.DEBUG and apps.is_installed("debug_toolbar"):
    from debug_toolbar.toolbar import debug_toolbar_urls

    urlpatterns = [*debug_toolbar_urls(), *urlpatterns]

handler400 = "site_project.views.bad_request"
handler403 = "site_project.views.permission_denied"
handler404 = "site_project.views.page_not_found"
handler429 = "site_project.views.too_many_requests"  # allauth looks here
handler500 = "site_project.views.server_error"
