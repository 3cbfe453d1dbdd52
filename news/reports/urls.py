"""Where the reports are in the admin, below /reports/desk/."""

from django.urls import path

from news.reports import views
from news.reports.corrections import CorrectionsView

REPORTS = {
    "by_source": views.BySourceView,
    "by_topic": views.ByTopicView,
    "incomplete": views.IncompleteView,
    "by_editor": views.ByEditorView,
    "corrections": CorrectionsView,
}

app_name = "news_reports"
urlpatterns = []
for name, view in REPORTS.items():
    address = name.replace("_", "-")
    urlpatterns += [
        path(f"{address}/", view.as_view(), name=name),
        path(f"{address}/results/", view.as_view(results_only=True), name=f"{name}_results"),
    ]
