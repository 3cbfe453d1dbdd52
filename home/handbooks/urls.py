"""Where the handbooks are in the admin."""

from django.urls import re_path

from home.handbooks import views

app_name = "handbooks"
urlpatterns = [
    re_path(rf"^({'|'.join(views.HANDBOOKS)})/$", views.handbook, name="handbook"),
    re_path(r"^images/([a-z0-9-]+)\.png$", views.picture, name="picture"),
]
