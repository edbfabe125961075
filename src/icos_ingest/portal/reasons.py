"""Why the portal would refuse, in one sentence for each kind of fault."""

from __future__ import annotations

from collections.abc import Mapping

from icos_ingest.model import Fault

REASONS: Mapping[str, str] = {
    "missing-columns": "a required column is missing: {field}",
    "no-rows": "the table has no rows",
    "fewer-rows": "the file has {value} rows where {expected} were announced",
    "more-rows": "the file has more than the announced {expected}",
    "nrows-missing": "the number of rows is not in the metadata",
    "cell": "line {line}, {field}: '{value}' is not {expected}",
    "time-stamp": "line {line}: '{value}' is no time stamp of this format",
    "cells-per-row": "line {line} has {value} where the titles are {expected}",
    "titles-per-row": "there are {value} where the rows ask for {expected}",
    "line-too-long": "line {line} is longer than {expected}",
    "header-lines": "the header has too few or too many lines, seen on line {line}",
    "header-line-unhashed": "line {line} stands in the header and does not begin with #",
    "units-row": "line {line} has no second unit that ends in (CET)",
    "no-header": "there is no end of the header: {expected}",
    "number-too-large": "line {line}: {value} is too large a number",
    "blank-line": "line {line} is blank",
    "quotes": "line {line} has a quote in the middle of a cell",
    "preview-axis": "there is no one-dimensional variable of {field}; expected one of {expected}",
    "preview-variable": "the variable '{field}' cannot be previewed: {expected}",
    "preview-time": "the units '{value}' of '{field}' give no times",
    "preview-raster": "the first raster of '{field}' cannot be read",
    "preview-none": "no variable to preview was named",
    "preview-shape": "the variable '{field}' is not on the one dimension of a time series",
    "preview-stamp": "there is no variable of time stamps",
    "value-format": "the specification has a column of a format that this kind of file cannot have: {field}",
}


def reason_of(fault: Fault) -> str:
    """The sentence for the fault that the portal meets first."""
    place = fault.place
    text = REASONS.get(fault.kind, fault.kind)
    return text.format(
        field=place.field, line=place.line, value=place.value, expected=fault.expected or "expected"
    )
