"""What each visitor may be shown: two tables and a function, without any code of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.members.matrix.visitors import VISITORS

if TYPE_CHECKING:
    from tests.members.matrix.content import Secret
    from tests.members.matrix.surfaces import Surface

EVERYBODY = frozenset(VISITORS)
NOBODY: frozenset[str] = frozenset()

# Whom each restriction lets in.
LETS_IN = {
    "public": EVERYBODY,
    "members": frozenset({"member"}),
    "group": frozenset({"other group"}),
    # On the section above, and not on the page itself.
    "inherited": frozenset({"member"}),
    # For the group, in a section for members.
    "both": NOBODY,
    # Shown in a second place, which is open to everyone.
    "alias": frozenset({"member"}),
}
# Whoever may edit a page may read it.
EDITORS = {
    "article": frozenset({"editor", "administrator"}),
    "desk": frozenset({"editor", "administrator"}),
    "page": frozenset({"administrator"}),
    # Whoever works with the files of a collection may have them.
    "file": frozenset({"editor", "administrator"}),
}
# What nobody is shown outside of the admin, whoever may read the rest.
NEVER_SHOWN = frozenset({"unconverted"})

# Whose articles everybody may know of: those for members and nobody else.
TEASED = frozenset({"members", "inherited", "alias"})
# The source is named with the teaser, so the site may name it, and list it, wherever it likes.
OF_SOURCE = frozenset({"source", "slug of the source", "source described"})
TEASER = frozenset({"title", "slug", "first slug", "summary", "content note"})
# Where no teasers are: programs and searches are told of nothing that cannot be read.
WITHOUT_TEASERS = (
    "/search",
    "/api/",
    "/sitemap",
    "/llms",
    "/-/",
    "/account/",
    "/media/",
    "/documents/",
)


def may_read(visitor: str, secret: Secret) -> bool:
    """Whether the visitor may read the page, or fetch the file."""
    return visitor in LETS_IN[secret.restriction] | EDITORS[secret.kind]


def promised(visitor: str, secret: Secret, field: str) -> bool:
    """Whether the visitor is shown this field wherever readers find it."""
    return field not in NEVER_SHOWN and may_read(visitor, secret)


def allowed(visitor: str, secret: Secret, field: str, surface: Surface) -> bool:
    """Whether this field of this page may be in what the visitor is answered there."""
    return promised(visitor, secret, field) or is_teaser(secret, field, surface)


def is_teaser(secret: Secret, field: str, surface: Surface) -> bool:
    """Whether this is what everybody may know of an article that they may not read."""
    return secret.restriction in TEASED and is_teaser_of_members_only(secret, field, surface)


def is_teaser_of_members_only(secret: Secret, field: str, surface: Surface) -> bool:
    """The same, where nothing but being a member is asked of its readers."""
    path = surface.path
    if secret.kind == "article" and field in OF_SOURCE:
        return True
    if path.startswith(WITHOUT_TEASERS) or "/feed/" in path or "index.md" in path:
        return False
    # The address of an article begins with its desk's.
    return field in TEASER if secret.kind == "article" else (secret.kind, field) == ("desk", "slug")
