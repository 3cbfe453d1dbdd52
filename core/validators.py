"""What may stand in short texts and addresses that people type in the admin.

Each refuses with a message for the field; nothing is repaired in silence but white space.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.utils.translation import gettext_lazy as _

# Characters that turn the direction of whatever follows: a label could so be shown as another one.
_TURNING = {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}
# Letters of Hangul that stand for none.
_BLANK = set("\u115f\u1160\u3164\uffa0")
MAX_ADDRESS = 2048


def no_hidden_characters(text: str) -> None:
    """Refuse control characters, those that turn the direction of reading, and mere blanks."""
    if any(unicodedata.category(each) in ("Cc", "Zl", "Zp") or each in _TURNING for each in text):
        raise ValidationError(
            _("This contains invisible control characters. Please type it anew."), code="hidden"
        )
    if text and not any(_is_seen(each) for each in text):
        raise ValidationError(_("Nothing of this can be seen."), code="unseen")


def _is_seen(character: str) -> bool:
    return character not in _BLANK and unicodedata.category(character) not in ("Cf", "Zs")


def web_address(text: str) -> None:
    """Refuse what is neither a whole http(s) address nor a path of this site ("/us/", "#top").

    Two slashes, or a slash and a backslash, look like a path and lead elsewhere; `javascript:` and
    `data:` run what they hold.
    """
    no_hidden_characters(text)
    if re.match(r"/(?![/\\])|#", text):
        if re.search(r"[\s\\<>\"]", text):
            raise ValidationError(_("An address has no spaces, quotation marks or backslashes."))
        return
    try:
        scheme = urlsplit(text).scheme.lower()
    except ValueError:
        scheme = ""
    if scheme not in ("http", "https"):
        raise ValidationError(
            _(
                "Please write the whole address, beginning with https://, or a path of this site, "
                "beginning with a single /."
            ),
            code="scheme",
        )
    URLValidator(schemes=["http", "https"])(text)


def completed_address(text: str) -> str:
    """The address as people mean it: "www.example.org/news" is written without its https://."""
    text = text.strip()
    if re.match(r"[\w-]+(\.[\w-]+)*\.[^\W\d]{2,}(?=$|[/?#:])(?!:[^\d])", text):
        return f"https://{text}"
    return text


telephone = RegexValidator(
    r"^(?=(?:\D*\d){3})\+?[\d\s()./-]+$",
    _("Please write the number with digits, spaces and a leading + only."),
)
