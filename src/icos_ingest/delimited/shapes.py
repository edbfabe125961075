"""Texts of dates and times that look alike, read all at once.

The look of a text is where its digits stand and what stands between them. It is taken from one text by its
spelling; all others of the same look are then read digit by digit (`values.fixed_fields`). Whatever has
another look, or a part out of its usual range, is left to the spelling.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
from msgspec import Struct

from icos_ingest.content import BoolArray
from icos_ingest.delimited.dates import TIME_OF_DAY, Spelling, offset
from icos_ingest.values import Texts, fixed_fields, from_fields
from icos_ingest.values.fixed import Bytes, Whole

_GROUPS = {"y": "y", "m": "M", "d": "d", "H": "H", "M": "m", "S": "s"}
"""Letters of a look by group of a spelling."""
_MOST = 16
"""Looks that are tried in one column: without leading zeros a date has four, with a time of day eight."""


class Shape(Struct, frozen=True):
    """The look of a text.

    Attributes:
        letters: for each byte the part of the time that it is a digit of, a blank where it is none.
        text: that has it.
        shift: milliseconds that the zone in it is ahead of UTC, None where it names none.
    """

    letters: str
    text: bytes
    shift: int | None = None

    def read(self, raw: Bytes) -> tuple[Whole, BoolArray]:
        """Milliseconds since 1970 of texts of this length, in UTC if they name a zone, and which are sure."""
        fields, fits = fixed_fields(raw, self.letters, self.text)
        fields.setdefault("y", np.full(len(raw), 1970))
        if self.letters.count("y") == 2:
            fields["y"] = fields["y"] + np.where(fields["y"] < 70, 2000, 1900)
        fields["S"] = fields.get("S", 0) * 10 ** (3 - self.letters.count("S"))
        values, plain = from_fields(fields)
        return values - (self.shift or 0), fits & plain


Look = Callable[[str], Shape | None]


def read_alike(texts: Texts, look: Look) -> tuple[Whole, BoolArray, BoolArray]:
    """Milliseconds of texts of usual looks, which texts are such, and which of these name a zone."""
    values: Whole = np.zeros(len(texts), dtype=np.int64)
    sure, zoned, left = (np.full(len(texts), start, dtype=bool) for start in (False, False, True))
    for _ in range(_MOST):
        rows = np.flatnonzero(left)
        if not len(rows):
            break
        left[rows[0]] = False
        shape = look(texts[rows[0]])
        if shape is None:
            continue
        raw, fits = (texts if len(rows) == len(texts) else texts.take(rows)).fixed(len(shape.letters))
        found, good = shape.read(raw)
        hits = rows[fits][good]
        values[hits], sure[hits], zoned[hits], left[hits] = found[good], True, shape.shift is not None, False
    return values, sure, zoned


def of_spelling(spelling: Spelling) -> Look:
    """The look of a text in this spelling, None where it is in another, or has a month by name."""
    return lambda text: _shape(spelling.pattern, text)


def of_time(text: str) -> Shape | None:
    """The look of a time of day."""
    shape = _shape(TIME_OF_DAY, text)
    return shape and Shape(shape.letters, shape.text)


def of_compact_time(text: str) -> Shape | None:
    """The look of `hhmm` or `hhmmss`, whose leading zeros may be lost."""
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        return None
    return Shape(("HHmm" if len(text) <= 4 else "HHmmss")[-len(text) :], text.encode())


def _shape(pattern: re.Pattern[str], text: str) -> Shape | None:
    told = text.strip()
    match = pattern.fullmatch(told)
    if match is None or not text.isascii():
        return None
    parts = match.groupdict()
    if parts.get("half") or not (parts.get("m") or "0").isdigit():
        return None
    before = text.index(told)
    letters = [" "] * len(text)
    for group, letter in _GROUPS.items():
        if parts.get(group):
            begin, end = (before + at for at in match.span(group))
            letters[begin:end] = letter * (end - begin)
    if fraction := parts.get("f"):
        # Of a fraction three digits count, and the others must be digits, too.
        begin, end = (before + at for at in match.span("f"))
        letters[begin:end] = ("S" * min(3, len(fraction))).ljust(len(fraction), "x")
    zone = parts.get("zone")
    return Shape("".join(letters), text.encode(), offset(zone) if zone else None)
