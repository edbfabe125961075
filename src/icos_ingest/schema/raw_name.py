"""Names of the raw files that ecosystem stations upload: `CC-Xxx_TT_YYYYMMDD[hhmm]_LNN_FNN.ext`."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

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
HALF_HOURS = 48
KINDS = ("EC", "BM", "ST", "SAHEAT", "PHEN")
SUFFIXES = ("csv", "zip", "bin", "dat", "txt", "jpg")
_LOOSE = re.compile(
    r"[A-Za-z]{2,3}[-_][A-Za-z0-9]{2,4}[-_][A-Za-z]{2,6}[-_](\d{8}|\d{12})[-_][LF]\d.*", re.ASCII
)


class RawName(Struct, frozen=True):
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


def package_name(name: str) -> RawName | None:
    """The parts of the name of a zip of raw files; a package of half hours has a day alone in its name."""
    if not name.lower().endswith(".zip"):
        return None
    match = _NAME.fullmatch(name)
    if match is None or match["kind"] != "EC" or match["time"]:
        return raw_name(name)
    day = raw_name(name.replace("_EC_", "_BM_", 1))
    return replace(day, kind="EC") if day else None


def half_hour(name: RawName) -> tuple[date, int]:
    """The day, and which of its 48 half hours from 0, a file with a time of day is of.

    The time is that of its end, give or take a quarter: 0027 is the first half hour, 0014 the last of the day
    before (ICOS data portal, facade of the ecosystem stations).
    """
    minutes = name.end.hour * 60 + name.end.minute
    slot = (minutes + 15) // 30 - 1
    day = name.end.date()
    return (day, slot) if slot >= 0 else (day - timedelta(days=1), HALF_HOURS - 1)


def wrong_parts(name: str) -> list[str]:
    """What keeps a name that is meant for a raw file from being one; empty for good names and all others."""
    if not _LOOSE.fullmatch(name) or package_name(name):
        return []
    stem, _, suffix = name.partition(".")
    parts = stem.removesuffix("_img").split("_")
    if len(parts) != 5:
        return [f"it has {len(parts)} parts between underscores, not 5"]
    site, kind, when, logger, number = parts
    wrong = [f"the station is '{site}'"] if not _SITE.fullmatch(site) else []
    if kind not in KINDS:
        wrong.append(f"the type is '{kind}'")
    elif (len(when) == 12) != (kind in _TIMED):
        wrong.append(f"{kind} is named {'with' if kind in _TIMED else 'without'} a time of day")
    elif _instant(when) is None:
        wrong.append(f"'{when}' is no date")
    for letter, part in (("L", logger), ("F", number)):
        if not re.fullmatch(rf"{letter}\d+", part, re.ASCII):
            wrong.append(f"'{part}' stands where {letter} and a number should be")
    if suffix not in SUFFIXES:
        wrong.append(f"it ends in '.{suffix}'")
    return wrong


def _instant(digits: str) -> datetime | None:
    try:
        return datetime.strptime(digits.ljust(12, "0"), "%Y%m%d%H%M")  # noqa: DTZ007  # local
    except ValueError:
        return None


def site_in(name: str) -> str | None:
    """The id of an ecosystem station in any file's name, such as SE-Htm."""
    match = _SITE.search(name)
    return match[1] if match else None
