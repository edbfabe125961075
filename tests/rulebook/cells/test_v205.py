"""V205 decimal-comma."""

import pandas as pd

from icos_ingest import validate
from icos_ingest.schema import ColumnSpec, DatasetSpec, Spec

SPEC = Spec(
    "test", "asciiOtcSocatTimeSer", dataset=DatasetSpec("test", columns=(ColumnSpec("TA", "float32"),))
)
TABLE = "/*\n*/\nDate/Time\tTA\n2024-01-01T00:00:00\t1.5\n2024-01-01T01:00:00\t{}\n"


def test_a_decimal_comma_is_named_as_such_and_nothing_else_tells_of_the_cell(judge_bytes):
    (finding,) = judge_bytes(TABLE.format("-398,2").encode(), "ascii_otc_socat_time_ser", SPEC)
    assert (finding.code, finding.severity, finding.blocks_upload) == ("V205", "error", True)
    assert (finding.place.line, finding.place.column) == (5, 2)
    assert finding.message == "'-398,2' in 'TA' has a decimal comma"


def test_a_point_and_other_texts_are_left_alone(judge_bytes):
    for text in ("398.2", "1 990,5", "a,b"):
        found = judge_bytes(TABLE.format(text).encode(), "ascii_otc_socat_time_ser", SPEC)
        assert "V205" not in [f.code for f in found]


def test_texts_in_memory_are_quoted_too():
    (finding,) = validate(pd.DataFrame({"TA": ["398,2"]}), spec=SPEC).findings
    assert (finding.message, finding.place.index) == ("'398,2' in 'TA' has a decimal comma", (0,))
