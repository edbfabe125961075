"""V206 thousands-separator."""

import pandas as pd
import pytest

from icos_ingest import validate
from icos_ingest.schema import ColumnSpec, DatasetSpec, Spec

COLUMNS = (ColumnSpec("CH4", "float32"), ColumnSpec("N", "int32"))
SPEC = Spec("test", "csvWithIso8601tsFirstCol", dataset=DatasetSpec("test", columns=COLUMNS))


def codes(methane: str, number: str = "1") -> list[str]:
    report = validate(pd.DataFrame({"CH4": [methane], "N": [number]}), spec=SPEC)
    return [finding.code for finding in report.findings]


@pytest.mark.parametrize("text", ["1,990.5", "1 990.5", "1'990", "1.990,5", "-1,234,567", "1\u202f990.5"])
def test_grouped_thousands_are_named_as_such(text):
    (finding,) = validate(pd.DataFrame({"CH4": [text], "N": [1]}), spec=SPEC).findings
    assert (finding.code, finding.severity, finding.blocks_upload) == ("V206", "error", True)
    assert finding.message == f"'{text}' in 'CH4' has its thousands grouped"


def test_a_whole_number_has_no_decimals_so_its_comma_groups():
    assert codes("1.5", "1,990") == ["V206"]
    assert codes("1,990") == ["V205"]


@pytest.mark.parametrize("text", ["1990.5", "12,34,56", "1,99.5"])
def test_other_texts_are_left_alone(text):
    assert "V206" not in codes(text)
