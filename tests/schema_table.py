"""The types and properties of schema.org that our pages use, and what each property may hold.

Sources: `schema.org/<Type>` for the types, their parents and the expected types of properties; for
what is required, Google's pages "Article (Article, NewsArticle, BlogPosting) structured data",
"Breadcrumb (BreadcrumbList) structured data", "Organization structured data", "Sitelinks search box
(WebSite) structured data" (retired in 2024, still schema.org's own example of SearchAction),
"Subscription and paywalled content markup", and the "Logo" part of the first.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

Check = Callable[[Any], bool]


def text(value: Any) -> bool:
    """schema.org/Text, and not an empty one."""
    return isinstance(value, str) and bool(value.strip())


def url(value: Any) -> bool:
    """schema.org/URL: a whole address."""
    return isinstance(value, str) and urlsplit(value).scheme in ("http", "https")


def boolean(value: Any) -> bool:
    """schema.org/Boolean."""
    return isinstance(value, bool)


def integer(value: Any) -> bool:
    """schema.org/Integer, counting something."""
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def date(value: Any) -> bool:
    """schema.org/Date or DateTime: ISO 8601, where known to the year or the month only so much."""
    if not isinstance(value, str):
        return False
    if re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", value):
        return True
    try:
        return bool(datetime.datetime.fromisoformat(value))
    except ValueError:
        return False


def headline(value: Any) -> bool:
    """Google: concise; longer ones may be truncated. 110 characters were its limit for long."""
    return text(value) and len(value) <= 110


def language(value: Any) -> bool:
    """schema.org/inLanguage: a code of IETF BCP 47."""
    return isinstance(value, str) and bool(re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", value))


def template(value: Any) -> bool:
    """schema.org/urlTemplate: an address with the place of the words to look for."""
    return url(value) and "{search_term_string}" in value


def one_of(*types: str) -> Check:
    """A thing of one of these types."""
    return lambda value: isinstance(value, dict) and value.get("@type") in types


def each(check: Check) -> Check:
    """One value or a list of them; properties of schema.org may have several."""
    return lambda value: (
        bool(value) and all(check(item) for item in (value if isinstance(value, list) else [value]))
    )


@dataclass(frozen=True)
class Type:
    """What a type's properties hold, and which it cannot do without."""

    properties: dict[str, Check]
    required: set[str] = field(default_factory=set)


TYPES: dict[str, Type] = {
    "NewsArticle": Type(
        {
            "headline": headline,
            "url": url,
            "mainEntityOfPage": url,
            "datePublished": date,
            "dateModified": date,
            "description": text,
            "inLanguage": language,
            "wordCount": integer,
            "isAccessibleForFree": boolean,
            "hasPart": one_of("WebPageElement"),
            "about": each(one_of("Thing")),
            "correction": each(one_of("CorrectionComment")),
            "image": each(one_of("ImageObject")),
            "author": one_of("Organization", "Person"),
            "publisher": one_of("Organization"),
            "isBasedOn": one_of("NewsArticle"),
        },
        required={"headline"},
    ),
    "Organization": Type(
        {"name": text, "url": url, "logo": one_of("ImageObject")}, required={"name"}
    ),
    "Person": Type({"name": text}, required={"name"}),
    "CorrectionComment": Type(
        {"text": text, "datePublished": date}, required={"text", "datePublished"}
    ),
    "Thing": Type({"name": text}, required={"name"}),
    "ImageObject": Type({"url": url, "width": integer, "height": integer}, required={"url"}),
    # Google: "cssSelector" names a class of the part that is not free.
    "WebPageElement": Type(
        {
            "isAccessibleForFree": boolean,
            "cssSelector": lambda value: text(value) and value.startswith("."),
        },
        required={"isAccessibleForFree", "cssSelector"},
    ),
    "BreadcrumbList": Type(
        {"itemListElement": each(one_of("ListItem"))}, required={"itemListElement"}
    ),
    "ListItem": Type(
        {"position": integer, "name": text, "item": url}, required={"position", "name", "item"}
    ),
    "WebSite": Type(
        {
            "name": text,
            "url": url,
            "inLanguage": language,
            "potentialAction": one_of("SearchAction"),
        },
        required={"name", "url"},
    ),
    "SearchAction": Type(
        {
            "target": one_of("EntryPoint"),
            "query-input": lambda value: value == "required name=search_term_string",
        },
        required={"target", "query-input"},
    ),
    "EntryPoint": Type({"urlTemplate": template}, required={"urlTemplate"}),
}


def problems(thing: Any, where: str = "") -> list[str]:
    """What in a thing, or in anything within it, is not as the table says."""
    kind = thing.get("@type")
    where = f"{where}/{kind}"
    if kind not in TYPES:
        return [f"{where}: not a type of ours"]
    known = TYPES[kind]
    found = [f"{where}: no {name}" for name in known.required - thing.keys()]
    for name, value in thing.items():
        if name == "@type":
            continue
        check = known.properties.get(name)
        if check is None:
            found.append(f"{where}: {name} is not in the table")
        elif not check(value):
            found.append(f"{where}: {name} may not be {value!r}")
        else:
            parts = value if isinstance(value, list) else [value]
            nested = [part for part in parts if isinstance(part, dict)]
            found += [problem for part in nested for problem in problems(part, f"{where}/{name}")]
    return found


def problems_of_page(data: Any) -> list[str]:
    """What is wrong with a page's whole data block."""
    if data.get("@context") != "https://schema.org" or set(data) != {"@context", "@graph"}:
        return ["no graph of schema.org's"]
    return [problem for thing in data["@graph"] for problem in problems(thing)]
