"""The handbooks are read in the admin, with their pictures; each link in them leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import html5lib
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from home.handbooks.markdown import Addresses, title_of, to_html
from home.handbooks.views import HANDBOOKS
from members.models import User

AS_WRITTEN = Addresses(picture=str, link=str)


def html(text: str) -> str:
    """The text as HTML, addresses left as they are."""
    return str(to_html(text, AS_WRITTEN))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plain & <b>simple</b>", "<p>Plain &amp; &lt;b&gt;simple&lt;/b&gt;</p>"),
        ("Two\nlines", "<p>Two lines</p>"),
        ("Before\n## Now\nAfter", '<p>Before</p>\n<h2 id="now">Now</h2>\n<p>After</p>'),
        ("## Press *it* now", '<h2 id="press-it-now">Press <em>it</em> now</h2>'),
        (
            "- **One** thing\n  goes on\n- Two",
            "<ul><li><strong>One</strong> thing goes on</li><li>Two</li></ul>",
        ),
        ("1. One\n2. Two", "<ol><li>One</li><li>Two</li></ol>"),
        ("Do:\n- this", "<p>Do:</p>\n<ul><li>this</li></ul>"),
        ("[The `code`](x.md#y)", '<p><a href="x.md#y">The <code>code</code></a></p>'),
        (
            "![A chair](images/a.png)",
            '<p><img src="images/a.png" alt="A chair" loading="lazy"></p>',
        ),
        ("    make run\n    make test", "<pre>make run\nmake test</pre>"),
        ("`**not bold**` and 2 * 3 * 4", "<p><code>**not bold**</code> and 2 * 3 * 4</p>"),
        ('![" onerror="](x)', '<p><img src="x" alt="&quot; onerror=&quot;" loading="lazy"></p>'),
        ("# Only a title", ""),
    ],
)
def test_markdown_becomes_html(text: str, expected: str) -> None:
    assert html(text) == expected


def test_table_has_headings_and_can_be_scrolled_by_keys() -> None:
    table = html("| A | B |\n|---|---|\n| 1 | *2* |")

    assert '<th scope="col">A</th><th scope="col">B</th>' in table
    assert "<td>1</td><td><em>2</em></td>" in table
    assert 'tabindex="0"' in table


@pytest.mark.parametrize("name", HANDBOOKS)
def test_handbook_uses_no_markdown_that_is_not_understood(name: str) -> None:
    text = (Path(settings.BASE_DIR) / "docs" / f"{name}.md").read_text()
    shown = html(text)
    without_code = re.sub(r"<(code|pre)>.*?</\1>", "", shown, flags=re.DOTALL)
    # Parsing raises where anything is not closed or not known.
    html5lib.HTMLParser(strict=True).parse(f"<!doctype html><title>{title_of(text)}</title>{shown}")

    assert not re.search(
        r"\*\*|\]\(|^#|^\||^[-*] |`|~~|&lt;", strip_tags(without_code), re.MULTILINE
    )


@pytest.mark.parametrize("name", HANDBOOKS)
def test_every_link_and_picture_of_a_handbook_leads_somewhere(
    client: Client, editor: User, name: str
) -> None:
    client.force_login(editor)
    page = client.get(reverse("handbooks:handbook", args=[name])).content.decode()
    content = page.partition('class="nice-padding handbook"')[2]

    for source in re.findall(r'<img src="([^"]+)"', content):
        assert client.get(source)["Content-Type"] == "image/png"
    for link in re.findall(r'<a href="([^"]+)"', content):
        address, _hash, anchor = link.partition("#")
        target = content
        if address and not address.startswith("https://"):
            response = client.get(address)
            assert response.status_code == 200, link
            target = response.content.decode()
        assert not anchor or f'id="{anchor}"' in target, link


def test_handbooks_are_in_the_help_menu(client: Client, editor: User) -> None:
    client.force_login(editor)

    page = client.get(reverse("wagtailadmin_home")).content.decode()

    for name in HANDBOOKS:
        assert reverse("handbooks:handbook", args=[name]) in page


@pytest.mark.parametrize("address", ["editors/", "administrators/", "images/menu.png"])
def test_handbooks_are_for_those_who_may_enter_the_admin(
    client: Client, member: User, address: str
) -> None:
    assert client.get(f"/admin/handbook/{address}").status_code == 302
    client.force_login(member)
    assert client.get(f"/admin/handbook/{address}").status_code in (302, 403)


@pytest.mark.parametrize(
    "address",
    ["operators/", "../manage.py", "images/none.png", "images/..%2Feditors.png", "images/a/b.png"],
)
def test_nothing_else_is_served(client: Client, editor: User, address: str) -> None:
    client.force_login(editor)

    assert client.get(f"/admin/handbook/{address}", follow=True).status_code == 404
