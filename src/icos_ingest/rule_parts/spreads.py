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
