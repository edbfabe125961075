"""Titles that were meant, where one is misspelt."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from icos_ingest.schema.model import Spec

_LONGEST = 200
"""Characters of a title that are compared; a longer one is no title."""
_AROUND = " \t\xa0\ufeff\"'"
"""What stands around titles that were copied from elsewhere."""


def nearest_title(title: str, others: Iterable[str]) -> str | None:
    """Return the title that differs only in case and blanks, else one that differs in a letter or two."""
    listed = [other[:_LONGEST] for other in others]
    same = [other for other in listed if _letters(other) == _letters(title)]
    close = same or difflib.get_close_matches(title[:_LONGEST], listed, n=1, cutoff=0.8)
    return close[0] if close else None


def _letters(title: str) -> str:
    return re.sub(r"[\W_]", "", title).casefold()


class Meant(NamedTuple):
    """A title that a specification knows, and whether a file may lack its column."""

    title: str
    optional: bool


def meant_title(title: str, spec: Spec) -> Meant | None:
    """Return the title that an unknown one would be, did case, blanks, quotes or a byte-order mark differ."""
    cleaned = title[:_LONGEST].strip(_AROUND)
    for other in (cleaned, cleaned.upper(), cleaned.lower()):
        if other != title and (column := spec.match(other)) is not None:
            return Meant(other, column.is_optional)
    letters = _letters(title[:_LONGEST])
    plain = (column for column in spec.columns if not column.is_regex and _letters(column.title) == letters)
    found = next(plain, None) if letters else None
    return None if found is None else Meant(found.title, found.is_optional)
