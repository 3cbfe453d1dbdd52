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
    # Files are as private as their collection, also to those who may change them.
    "file": NOBODY,
}
# What nobody is shown outside of the admin, whoever may read the rest.
NEVER_SHOWN = frozenset({"unconverted"})


# What is served to everybody as long as pictures do not follow their collection.
NOT_KEPT_BACK_YET = ("image file",)


def may_read(visitor: str, secret: Secret) -> bool:
    """Whether the visitor may read the page, or fetch the file."""
    return visitor in LETS_IN[secret.restriction] | EDITORS[secret.kind]


def allowed(visitor: str, secret: Secret, field: str, surface: Surface) -> bool:
    """Whether this field of this page may be in what the visitor is answered there."""
    if field in NOT_KEPT_BACK_YET:
        return True
    return field not in NEVER_SHOWN and may_read(visitor, secret)
