"""Names of the raw files that ecosystem stations upload: `CC-Xxx_TT_YYYYMMDD[hhmm]_LNN_FNN.ext`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

_NAME = re.compile(
    r"(?P<site>[A-Z]{2}-[A-Za-z][A-Za-z0-9]{2})_(?P<kind>EC|BM|ST|SAHEAT|PHEN)_(?P<day>\d{8})(?P<time>\d{4})?"
    r"_L(?P<logger>\d+)_F(?P<file>\d+)(?:_img)?\.[A-Za-z]{3}(?:\.[a-z0-9]{2,3})?",
    re.ASCII,
)
_SITE = re.compile(r"(?<![A-Za-z])([A-Z]{2}-[A-Z][A-Za-z0-9]{2})(?![A-Za-z0-9])")
_TIMED = frozenset({"EC", "PHEN"})
"""Kinds whose names have a time of day, and of which the others have none."""
_LENGTH = {"EC": timedelta(minutes=30)}
"""What a file with a time covers up to it; one with a day covers the day."""


@dataclass(frozen=True)
class RawName:
    """What a name says.

    Attributes:
        site: the station.
        kind: of the file: EC, BM, ST, SAHEAT or PHEN.
        logger: its number.
        file: its number; a new one for every change of columns.
        start: of what it covers, in the station's standard time.
        end: of what it covers.
    """

    site: str
    kind: str
    logger: int
    file: int
    start: datetime
    end: datetime


def raw_name(name: str) -> RawName | None:
    """The parts of the name of a raw file; None for another name (ICOS ETC, names of raw data files)."""
    match = _NAME.fullmatch(name)
    if match is None or (match["kind"] in _TIMED) != (match["time"] is not None):
        return None
    try:
        stamp = datetime.strptime(match["day"] + (match["time"] or "0000"), "%Y%m%d%H%M")  # noqa: DTZ007  # local
        end = stamp if match["time"] else stamp + timedelta(days=1)
        start = end - _LENGTH.get(match["kind"], timedelta(0)) if match["time"] else stamp
    except (ValueError, OverflowError):
        return None
    return RawName(match["site"], match["kind"], int(match["logger"]), int(match["file"]), start, end)


def site_in(name: str) -> str | None:
    """The id of an ecosystem station in any file's name, such as SE-Htm."""
    match = _SITE.search(name)
    return match[1] if match else None
