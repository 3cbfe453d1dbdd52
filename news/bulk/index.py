"""What Wagtail's search index holds of an article, written for many articles in one statement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.search import index
from wagtail.search.models import IndexEntry

from news.models import ArticlePage, Topic

TABLE = IndexEntry._meta.db_table


@dataclass(frozen=True)
class Text:
    """The text of one field: into which column of the index it goes, and how much it counts."""

    column: str
    boost: float | None
    words: str


def add_to_index(articles: list[ArticlePage], topics: dict[int, list[Topic]]) -> None:
    """Index the articles, none of which is indexed yet, as Wagtail would one by one."""
    if not articles:
        return
    texts = [list(_texts(article, topics[article.pk])) for article in articles]
    content_type = ContentType.objects.get_for_model(ArticlePage)
    keys = [str(article.pk) for article in articles]
    if connection.vendor == "postgresql":
        _insert_vectors(content_type.pk, keys, texts)
    else:
        _insert_texts(content_type.pk, keys, texts)


def _texts(article: ArticlePage, topics: list[Topic]) -> Iterator[Text]:
    """The article's fields in the order of the index, without asking the database."""
    related = {"source": [article.source] if article.source else [], "topics": topics}
    for field in ArticlePage.get_search_fields():
        if isinstance(field, index.AutocompleteField):
            yield Text("autocomplete", None, getattr(article, field.field_name))
        elif isinstance(field, index.SearchField):
            column = "title" if field.field_name == "title" else "body"
            yield Text(column, field.boost, getattr(article, field.field_name))
        elif isinstance(field, index.RelatedFields):
            for each in related[field.field_name]:
                yield Text("body", None, each.name)


def _joined(texts: list[Text], column: str) -> str:
    return " ".join(text.words for text in texts if text.column == column)


def _tidied(texts: list[Text], column: str) -> str:
    words = (text.words.strip() for text in texts if text.column == column)
    return " ".join(each for each in words if each)


def _insert_texts(content_type: int, keys: list[str], texts: list[list[Text]]) -> None:
    """SQLite's full-text table follows by triggers."""
    titles = [_joined(each, "title") for each in texts]
    average = sum(map(len, titles)) / len(titles)
    IndexEntry.objects.bulk_create(
        IndexEntry(
            content_type_id=content_type,
            object_id=key,
            title=title,
            title_norm=average / max(len(title), 1),
            autocomplete=_joined(each, "autocomplete"),
            body=_joined(each, "body"),
        )
        for key, title, each in zip(keys, titles, texts, strict=True)
    )


def _insert_vectors(content_type: int, keys: list[str], texts: list[list[Text]]) -> None:
    """PostgreSQL makes its vectors itself, from a list of texts for each weight."""
    # It can be imported on PostgreSQL alone.
    from modelsearch.backends.database.postgres.weights import get_weight

    columns: list[list[str]] = []
    vectors = {}
    for column in ("title", "autocomplete", "body"):
        weights = dict.fromkeys(
            get_weight(text.boost) for each in texts for text in each if text.column == column
        )
        parts = []
        for weight in weights:
            parts.append(f"setweight(to_tsvector('simple', t{len(columns)}), '{weight}')")
            columns.append(
                [
                    " ".join(
                        text.words
                        for text in each
                        if text.column == column and get_weight(text.boost) == weight
                    )
                    for each in texts
                ]
            )
        vectors[column] = " || ".join(parts)
    arrays = ", ".join(["%s::text[]"] * (len(columns) + 3))
    names = ", ".join(f"t{position}" for position in range(len(columns)))
    plain = [[_tidied(each, column) for each in texts] for column in ("title", "body")]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {TABLE} (content_type_id, object_id, title, autocomplete, body,"  # noqa: S608 -- names of our own
            " title_norm, title_text, body_text)"
            f" SELECT %s, key, {vectors['title']}, {vectors['autocomplete']}, {vectors['body']},"
            f" 6.1 / greatest(length({vectors['title']}), 1), title_text, body_text"
            f" FROM unnest({arrays}) AS texts(key, title_text, body_text, {names})",
            [content_type, keys, *plain, *columns],
        )
