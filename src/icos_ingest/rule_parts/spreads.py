"""Columns that hold standard deviations."""

from __future__ import annotations

import re

from icos_ingest.content import ColumnInfo

_VALUE_TYPE = re.compile(r"(?:Sd(?:Ppm|Ppb)?|-std)\Z")
_TITLE = re.compile(r"(?:\A|[-_ .])(?:Stdev|StdDev|SIGMA|SD|STD)\Z", re.IGNORECASE)
"""Titles of ATC files, of FLUXNET and AmeriFlux variables, and of Campbell loggers (`TA_Std`)."""


def is_spread(info: ColumnInfo) -> bool:
    """Whether a column is a standard deviation, by its value type, else by its title."""
    if info.spec is not None and info.spec.value_type:
        return _VALUE_TYPE.search(info.spec.value_type) is not None
    return _TITLE.search(info.title) is not None


_NINES = re.compile(r"-0*9+(?:\.9*0*)?")


def is_gap_of_nines(value: float) -> bool:
    """Whether a number below zero is written in nines alone, as gaps are: -9.99, -99.999."""
    return _NINES.fullmatch(f"{value:.6g}") is not None
