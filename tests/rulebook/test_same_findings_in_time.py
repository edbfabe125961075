"""Rules on time, headers and positions find the same in a file, its DataFrame and its Dataset."""

from __future__ import annotations

import random

import pytest
from tests.recall.files import table
from tests.recall.harness import by_name, by_plant, sizes

from icos_ingest import open_dataset, validate

FAMILIES = ("T20", "H20", "G30")
IN_HEADER = ("T204", "T206", "H202", "G303")
"""Rules that need the header, or an interval that it states: a Dataset keeps it, a DataFrame does not."""
FILES = ("made:0", "made:4", "made:5", "made:6", "made:7")
PLANTS = sorted(
    (rule, plant)
    for rule, plant in by_plant()
    if by_name(rule).code.startswith(FAMILIES) and rule != "header-unlike-file-name"
)


def planted(rule: str, plant: str):
    function, size = by_plant()[rule, plant], sizes(rule)[plant]
    found = (function(table(name), size, random.Random(7)) for name in FILES)
    return next(one for one in found if one is not None).table


def told(report, codes, head: int = 0):
    """Codes, severities, counts and rows; a header has no row in memory."""
    found = [finding for finding in report.findings if finding.code in codes]
    return {
        (f.code, str(f.severity), f.count, place.index[0] if place.index else (place.line or head) - head - 1)
        for f in found
        for place in f.places or (f.place,)
        if place.index or (place.line or 0) > head
    } | {(f.code, str(f.severity), f.count) for f in found}


@pytest.mark.parametrize(("rule", "plant"), PLANTS)
def test_they_are_alike(rule, plant):
    given, code = planted(rule, plant), by_name(rule).code
    data, station = given.to_bytes(), "SE-Htm" if code == "T209" else None
    said = {**given.options, "station": station, "name": given.name}
    from_file = told(validate(data, spec=given.spec, keep=None, **said), {code}, len(given.head))
    assert from_file
    ds = open_dataset(data, spec=given.spec, station=station, **given.options)
    assert told(validate(ds, spec=given.spec, keep=None), {code}) == from_file
    if code not in IN_HEADER and plant != "header":
        frame = ds.drop_dims("bnds", errors="ignore").to_dataframe()
        frame.index = frame.index.tz_localize("UTC")
        assert told(validate(frame, spec=given.spec, keep=None, station=station), {code}) == from_file
