"""An article with a word of its own in everything it has, by which each can be found again."""

from __future__ import annotations

from typing import Any

from news.models import ArticlePage, NewsDeskPage
from tests.factories import (
    ArticlePageFactory,
    DisclaimerFactory,
    DocumentFactory,
    ImageFactory,
    SourceFactory,
    TopicFactory,
)

# What the teaser may tell (the source's date is looked for apart), and what it may not.
TOLD = {
    "title": "Canarytitle",
    "summary": "Canarysummary",
    "content_note": "Canarynote",
    "source": "Canarysource",
}
KEPT = {
    "source_headline": "Canarytheirs",
    "source_url": "canaryaddress",
    "source_author": "Canaryauthor",
    "image_alt": "Canaryalternative",
    "seo_title": "Canaryseo",
    "search_description": "Canarydescription",
    "topic": "Canarytopic",
    "body": "Canarybody",
    "image": "canaryimage",
    "block_alt": "Canaryblock",
    "document": "canarydocument",
    "disclaimer": "Canarydisclaimer",
    "correction": "Canarycorrection",
}


def canary_article(desk: NewsDeskPage, **fields: Any) -> ArticlePage:
    """The article, live, with a correction, a picture, a document and a disclaimer in its text."""
    picture = ImageFactory(title=KEPT["image"], file__filename=f"{KEPT['image']}.jpg")
    document = DocumentFactory(title=KEPT["document"], file__filename=f"{KEPT['document']}.pdf")
    disclaimer = DisclaimerFactory.create(name="Ours", text=KEPT["disclaimer"])
    blocks: list[tuple[str, Any]] = [
        ("paragraph", f"<p>{KEPT['body']}</p>"),
        (
            "image",
            {
                "image": {
                    "image": picture.pk,
                    "decorative": False,
                    "alt_text": KEPT["block_alt"],
                },
                "caption": "",
            },
        ),
        ("document", {"document": document.pk, "label": ""}),
        ("disclaimer", disclaimer.pk),
    ]
    article: ArticlePage = ArticlePageFactory(
        parent=desk,
        title=TOLD["title"],
        slug="canaryslug",
        summary=TOLD["summary"],
        content_note=TOLD["content_note"],
        source=SourceFactory(name=TOLD["source"]),
        source_published_on="2015-09-21",
        source_headline=KEPT["source_headline"],
        source_url=f"https://example.org/{KEPT['source_url']}",
        source_author=KEPT["source_author"],
        image=picture,
        image_alt=KEPT["image_alt"],
        seo_title=KEPT["seo_title"],
        search_description=KEPT["search_description"],
        disclaimer=disclaimer,
        body=[{"type": kind, "value": value} for kind, value in blocks],
        **fields,
    )
    article.topics = [TopicFactory(name=KEPT["topic"])]
    article.save_revision().publish()
    article = ArticlePage.objects.get(pk=article.pk)
    article.correction = KEPT["correction"]
    article.save_revision().publish()
    return ArticlePage.objects.get(pk=article.pk)


def found_in(text: str, words: dict[str, str]) -> set[str]:
    """Which of the canaries are in a text, in whatever case."""
    return {name for name, word in words.items() if word.casefold() in text.casefold()}
