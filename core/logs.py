"""How the site writes its log."""

from __future__ import annotations

import logging

from core.tokens import without_tokens


class DiscreetFormatter(logging.Formatter):
    """Leaves out tokens: whoever reads the log must not be able to use somebody's link.

    Over the finished line, since an address also gets into messages and tracebacks of others:
    Django names the path of every request that failed.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line, and the traceback that may follow, without tokens."""
        return without_tokens(super().format(record))
