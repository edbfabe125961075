"""U102 unexpected-unit."""

import pytest

from icos_ingest.content import ColumnInfo
from icos_ingest.schema import ColumnSpec, DatasetSpec, Spec

WANTED = ColumnSpec("P", "float32", unit="hPa")
SPEC = Spec("test", "x", dataset=DatasetSpec("test", columns=(WANTED,)))


@pytest.mark.parametrize("unit", ["Pa", "degC"])
def test_another_unit_is_warned_of(judge_columns, unit):
    (finding,) = judge_columns((ColumnInfo("P", "P", unit=unit, spec=WANTED), [1000.0]), spec=SPEC)
    assert (finding.code, finding.severity) == ("U102", "warning")
    assert finding.message == f"'P' is in '{unit}', and the specification says 'hPa'"


@pytest.mark.parametrize("unit", ["hPa", "mbar", "hectopascal", None])
def test_another_spelling_of_the_unit_is_left_alone(judge_columns, unit):
    assert judge_columns((ColumnInfo("P", "P", unit=unit, spec=WANTED), [1000.0]), spec=SPEC) == ()
