"""Who switches the four-eyes rule, and what the log says of it."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import ModelLogEntry

from members.models import User
from news.models import Publishing
from news.review import four_eyes
from tests.news.deskwork import browser


def setting_url() -> str:
    """Where the rule is set."""
    Publishing.objects.get_or_create(pk=1)
    return reverse("wagtailsettings:edit", args=["news", "publishing", 1])


def test_administrator_switches_the_rule_and_the_log_says_so(administrator: User) -> None:
    response = browser(administrator).post(setting_url(), {"four_eyes": "on"})

    assert response.status_code == 302
    assert four_eyes.is_required()
    browser(administrator).post(setting_url(), {})
    assert not four_eyes.is_required()
    kind = ContentType.objects.get_for_model(Publishing)
    logged = ModelLogEntry.objects.filter(content_type=kind, action__startswith="news.")
    assert set(logged.values_list("action", "user_id")) == {
        ("news.four_eyes.on", administrator.pk),
        ("news.four_eyes.off", administrator.pk),
    }


def test_editor_does_not_switch_the_rule(editor: User) -> None:
    browser(editor).post(setting_url(), {"four_eyes": "on"})

    assert not four_eyes.is_required()
