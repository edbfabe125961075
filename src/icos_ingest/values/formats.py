"""The value formats of the portal: what a cell may hold, what is stored, what a missing cell becomes."""

import math
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

import numpy as np
from msgspec import Struct

from icos_ingest.values import numbers, times

Stored: TypeAlias = int | float | str
CellState: TypeAlias = Literal["value", "missing", "refused"]


class ValueFormat(Struct, frozen=True):
    """One value format of the portal.

    Attributes:
        name: the portal's identifier, such as ``float32`` or ``iso8601dateTime``.
        stored: the big-endian type of the portal's stored column. ``object`` (texts) for ``string``, which
            no dataset of today stores.
        missing: the stored value of a missing cell.
        expected: what a cell should hold, in plain words for a user.
        parse: gives the stored value of a text, or None where the portal refuses it. The text is taken as it
            stands and is not empty: missing cells are told apart before, see ``cell``.
        is_loose: whether a text that the portal accepts is stored as something else than it says, or is no
            value of this kind to anybody else.
    """

    name: str
    stored: np.dtype[Any]
    missing: Stored
    expected: str
    parse: Callable[[str], Stored | None]
    is_loose: Callable[[str], bool]

    @property
    def dtype(self) -> np.dtype[Any]:
        """The type of a column in memory: ``stored`` in the machine's byte order."""
        return self.stored.newbyteorder("=")

    def cell(
        self, text: str, missing_texts: AbstractSet[str] = frozenset()
    ) -> tuple[Stored | None, CellState]:
        """Read one cell.

        Args:
            text: the cell as it stands in the file.
            missing_texts: the file format's own texts for a missing value, compared exactly.

        Returns:
            The stored value and ``"value"``, or ``missing`` and ``"missing"``, or None and ``"refused"``.
        """
        if text in missing_texts or is_blank(text):
            return self.missing, "missing"
        value = self.parse(text)
        return (None, "refused") if value is None else (value, "value")


def is_blank(text: str) -> bool:
    """Whether nothing is left of a text after stripping every character up to U+0020."""
    return not text.strip(numbers.BLANKS)


def _never(text: str) -> bool:
    """For formats that take nothing but what is meant."""
    del text
    return False


_LOOSE: Mapping[str, Callable[[str], bool]] = {
    "int32": numbers.is_uncommon_number,
    "float32": numbers.is_uncommon_number,
    "float64": numbers.is_uncommon_number,
    "bmpChar": numbers.is_longer_than_a_character,
    "etcDate": times.etc_date_is_no_day,
    "isoLikeLocalDateTime": times.local_is_no_day,
    "etcLocalDateTime": times.local_is_no_day,
    "iso8601dateTime": times.instant_is_leap_second,
}


def _format(
    name: str, stored: str, missing: Stored, expected: str, parse: Callable[[str], Any]
) -> ValueFormat:
    return ValueFormat(name, np.dtype(stored), missing, expected, parse, _LOOSE.get(name, _never))


_INT = numbers.INT32_MIN
_NUMBER = "a decimal number with a point, such as 398.2"
_ALL = (
    _format("int32", ">i4", _INT, "a whole number of at most 32 bits, such as 12", numbers.parse_int32),
    _format("float32", ">f4", math.nan, _NUMBER, numbers.parse_float32),
    _format("float64", ">f8", math.nan, _NUMBER, numbers.parse_float64),
    _format("bmpChar", ">u2", 0, "one character, such as O", numbers.parse_character),
    _format("string", "O", "", "any text", numbers.parse_string),
    _format("boolean", ">i1", -128, "true or false", numbers.parse_boolean),
    _format("iso8601date", ">i4", _INT, "a date as year-month-day, such as 2024-03-31", times.parse_iso_date),
    _format("iso8601month", ">i4", _INT, "a month as year-month, such as 2024-03", times.parse_iso_month),
    _format("etcDate", ">i4", _INT, "a date as day/month/year, such as 31/03/2024", times.parse_etc_date),
    _format(
        "iso8601dateTime", ">f8", math.nan,
        "a date and time with its time zone, such as 2024-03-31T12:30:00Z", times.parse_instant,
    ),
    _format(
        "isoLikeLocalDateTime", ">f8", math.nan,
        "a local date and time without seconds, such as 2024-03-31 12:30", times.parse_iso_like_local,
    ),
    _format(
        "etcLocalDateTime", ">f8", math.nan,
        "a local date and time of twelve digits, such as 202403311230", times.parse_etc_local,
    ),
    _format("iso8601timeOfDay", ">i4", _INT, "a time of day, such as 12:30", times.parse_time_of_day),
)  # fmt: skip

FORMATS: Mapping[str, ValueFormat] = MappingProxyType({each.name: each for each in _ALL})
"""Every value format by its identifier."""
