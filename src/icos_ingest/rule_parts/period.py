"""The period that a file says it covers."""

from __future__ import annotations

import re

import numpy as np
from msgspec import Struct

from icos_ingest.content import Fact
from icos_ingest.rule_kinds import Context

_STATED = ("COVERING PERIOD", "DATE/TIME START", "PERIOD")
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
_DAYS = re.compile(r"_(\d{4}-\d\d-\d\d)_(\d{4}-\d\d-\d\d)_")
_YEARS = re.compile(r"(?:FLX|AMF|ICOSETC|FLUXNET)_.*_((?:19|20)\d\d)-((?:19|20)\d\d)[_.].*")


class Period(Struct, frozen=True):
    """From one instant to another, and who says so."""

    start: np.datetime64
    end: np.datetime64
    told: str
    fact: Fact | None = None

    def __str__(self) -> str:
        return f"{self.start.astype('M8[m]')} to {self.end.astype('M8[m]')}"


def header_period(ctx: Context) -> Period | None:
    """The period in the header of an ATC file (`COVERING PERIOD`) or a SOCAT file (`DATE/TIME START`).

    That of a raw file of an ecosystem station (`PERIOD`) stands in its name, as its reader says.
    """
    for key in _STATED:
        fact = ctx.facts.header.get(key)
        stamps = _STAMP.findall(str(fact.value)[:300]) if fact else []
        if len(stamps) == 2:
            told = "the file's name" if key == "PERIOD" else f"the header's {key}"
            return _period(stamps[0], stamps[1], told, fact)
    return None


def name_period(ctx: Context) -> Period | None:
    """The days in the name of an ATC file, or the years in that of a FLUXNET product."""
    if match := _DAYS.search(ctx.name):
        end = f"{match[2]}T23:59"
        return _period(f"{match[1]}T00:00", end, "the file's name")
    if match := _YEARS.fullmatch(ctx.name):
        return _period(f"{match[1]}-01-01T00:00", f"{match[2]}-12-31T23:59", "the file's name")
    return None


def _period(start: str, end: str, told: str, fact: Fact | None = None) -> Period | None:
    try:
        found = Period(np.datetime64(start, "ms"), np.datetime64(end, "ms"), told, fact)
    except ValueError:
        return None
    return found if found.start <= found.end else None
