"""The demo site: an invented association with its desk."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Installed where `load_demo` may run; no other app knows of it."""

    name = "demo"
