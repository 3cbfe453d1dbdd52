"""An article with one of each flaw that the checks beside the text look for."""

from __future__ import annotations

# Lines for the site's shell; they print the article's key.
MAKE_FLAWED_ARTICLE = """
from core.models import DeskImage
from news.models import ArticlePage, NewsDeskPage, Source

image = DeskImage.objects.first()
DeskImage.objects.filter(pk=image.pk).update(title=image.filename.split(".")[0])
shown = {"image": image.pk, "decorative": False, "alt_text": image.filename.split(".")[0]}
quotation = {"quotation": "Nobody asked us.", "speaker": "", "speaker_description": ""}
body = [
    {"type": "heading", "value": {"text": "A part of nothing", "level": "h3"}},
    {"type": "paragraph", "value": "<p>“It begins and does not end.</p>"},
    {"type": "paragraph", "value": "<p>" + "word " * 201 + "</p>"},
    {
        "type": "paragraph",
        "value": '<p>For more <a href="https://example.org/a">click here</a>, '
        'or <a href="https://example.org/b">https://example.org/b</a>.</p>',
    },
    {"type": "pull_quotes", "value": {"heading": "", "quotations": [quotation]}},
    {"type": "image", "value": {"image": shown, "caption": ""}},
]
article = ArticlePage(
    title="word " * 18 + "end",
    slug="flawed",
    source=Source.objects.first(),
    image=image,
    body=body,
    live=False,
)
NewsDeskPage.objects.first().add_child(instance=article)
article.save_revision()
print(article.pk)
"""
