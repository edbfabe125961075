"""A file, its DataFrame and its Dataset have the same findings, where memory still holds what a rule looks at."""

from __future__ import annotations

import random

import pandas as pd
import pytest
from tests.recall.files import table
from tests.recall.harness import by_name, by_plant, sizes

from icos_ingest import open_dataset, validate

FAMILIES = ("V2", "Q1", "P1")
WRITTEN = ("Q103", "V203", "V204")
"""Rules on how a value is written, which no typed value tells any more."""
TEXTS = ("V101", "V205", "V206", "V207")
"""Rules on cells that could not be read; in memory they need the texts."""
FILES = ("made:0", "made:1", "made:4", "made:5", "made:6")
PLANTS = sorted(key for key in by_plant() if by_name(key[0]).code.startswith((*FAMILIES, "V1")))
TYPED = [key for key in PLANTS if by_name(key[0]).code not in (*TEXTS, *WRITTEN)]


def planted(rule: str, plant: str):
    function, size = by_plant()[rule, plant], sizes(rule)[plant]
    found = (function(table(name), size, random.Random(7)) for name in FILES)
    return next(one for one in found if one is not None).table


def places(report, lines_before: int = 0):
    """Codes, severities, fields and rows of what the rules on values found."""
    return {
        (
            finding.code,
            str(finding.severity),
            place.field,
            place.index[0] if place.index else place.line - lines_before - 1,
        )
        for finding in report.findings
        if (finding.code.startswith(FAMILIES) or finding.code in TEXTS) and finding.code not in WRITTEN
        for place in finding.places
    }


@pytest.mark.parametrize(("rule", "plant"), TYPED)
def test_typed_values(rule, plant):
    given = planted(rule, plant)
    data, head = given.to_bytes(), len(given.head)
    from_file = places(validate(data, spec=given.spec, keep=None, **given.options), head)
    ds = open_dataset(
        data, spec=given.spec, **{key: v for key, v in given.options.items() if key != "all_columns"}
    )
    assert from_file
    assert places(validate(ds, spec=given.spec, keep=None)) == from_file
    frame = ds.drop_dims("bnds", errors="ignore").to_dataframe()
    assert places(validate(frame, spec=given.spec, keep=None)) == from_file


@pytest.mark.parametrize(("rule", "plant"), [key for key in PLANTS if by_name(key[0]).code in TEXTS])
def test_texts(rule, plant):
    given = planted(rule, plant)
    told = {
        code
        for code, *_ in places(validate(given.to_bytes(), spec=given.spec, **given.options), len(given.head))
    }
    frame = pd.DataFrame(given.rows, columns=list(given.titles)).assign(
        TIMESTAMP=pd.Timestamp("2024-01-01", tz="UTC")
    )
    assert by_name(rule).code in told & {code for code, *_ in places(validate(frame, spec=given.spec))}
