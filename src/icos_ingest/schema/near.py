"""Titles that were meant, where one is misspelt."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

_LONGEST = 200
"""Characters of a title that are compared; a longer one is no title."""


def nearest_title(title: str, others: Iterable[str]) -> str | None:
    """Return the title that differs only in case and blanks, else one that differs in a letter or two."""
    listed = [other[:_LONGEST] for other in others]
    same = [other for other in listed if _letters(other) == _letters(title)]
    close = same or difflib.get_close_matches(title[:_LONGEST], listed, n=1, cutoff=0.8)
    return close[0] if close else None


def _letters(title: str) -> str:
    return re.sub(r"[\W_]", "", title).casefold()
