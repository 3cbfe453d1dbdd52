"""The form for one redirect: Wagtail's, which accepts less and says why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminPageChooser
from wagtail.contrib.redirects.forms import RedirectForm
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from navigation.redirects.addresses import Place
from navigation.redirects.services import lead_on, valid_link, valid_old_path
from navigation.redirects.table import Entry, Table


class DeskRedirectForm(RedirectForm):
    """Leads to one thing that is there, and to no other redirect."""

    old_path = forms.CharField(
        label=_("Redirect from"),
        max_length=2048,
        help_text=_("The old address without the site’s name, such as /2015/09/old-article"),
    )
    redirect_page = forms.ModelChoiceField(
        label=_("Redirect to a page"),
        queryset=Page.objects.all(),
        required=False,
        widget=AdminPageChooser,
        help_text=_("Readers then find the page wherever it moves."),
    )
    redirect_link = forms.CharField(
        label=_("Redirect to any address"),
        max_length=2048,
        required=False,
        help_text=_("Instead of a page: a path of this site, or a whole address elsewhere."),
    )

    # How many other redirects were led on, once this one is saved.
    led_on = 0
    _entry: Entry
    _table: Table

    def clean_old_path(self) -> str:
        """As a redirect keeps it."""
        return valid_old_path(self.cleaned_data["old_path"])

    def clean_redirect_link(self) -> str:
        """As people mean it."""
        link = self.cleaned_data["redirect_link"]
        return valid_link(link) if link else ""

    def clean(self) -> dict[str, Any]:
        """Ask for one target, and refuse one that leads to another redirect or back."""
        try:
            super().clean()
        except ValidationError as error:
            self.add_error("old_path", error)
        cleaned = self.cleaned_data
        if self.errors:
            return cleaned
        page, link = cleaned.get("redirect_page"), cleaned["redirect_link"]
        if bool(page) == bool(link):
            message = (
                _("Please give a page or an address, not both.")
                if page
                else _("Please choose a page, or write an address below.")
            )
            self.add_error("redirect_page", message)
            return cleaned
        self._judge(page, link)
        return cleaned

    def _judge(self, page: Page | None, link: str) -> None:
        site = self.cleaned_data["site"]
        entry = Entry(
            old_path=self.cleaned_data["old_path"],
            site_id=site and site.pk,
            page_id=page and page.pk,
            link=link,
            pk=self.instance.pk,
        )
        table = Table(without=self.instance.pk)
        table.find_pages([entry])
        if not table.add(entry):
            self.add_error("old_path", _("A redirect with this path already exists."))
            return
        field = "redirect_page" if page else "redirect_link"
        for error in table.detours([entry]).values():
            self.add_error(field, error)
        self.cleaned_data["redirect_page"] = Page.objects.filter(pk=entry.page_id).first()
        if field in self.cleaned_data:
            self.cleaned_data["redirect_link"] = entry.link
        self._entry, self._table = entry, table

    def _get_validation_exclusions(self) -> set[str]:
        """The model knows only whole addresses; ours may be a path of the site."""
        return {*super()._get_validation_exclusions(), "redirect_link"}

    def save(self, commit: bool = True) -> Redirect:
        """Save, and lead on what led here."""
        redirect = super().save(commit)
        self.led_on = lead_on(self._table, {self._entry})
        return redirect

    def doubts(self) -> list[str]:
        """What may be meant so, and yet be worth a word, once the redirect is saved."""
        redirect, entry = self.instance, self._entry
        doubts = []
        if redirect.redirect_page and not redirect.redirect_page.live:
            doubts.append(gettext("The page is not published. Until it is, readers find nothing."))
        table = self._table
        places = [Place(site_id, redirect.old_path) for site_id in table.sites_of(entry)]
        if table.sites.live_pages_at(places):
            doubts.append(
                gettext("There is a page at “%(path)s”. While it is published, it is shown there.")
                % {"path": redirect.old_path}
            )
        return doubts
