"""Q103 cut-character."""

import pytest

from icos_ingest.schema import spec

TABLE = "#Year;Month;Day;Hour;Minute;co2;Stdev;NbPoints;Flag\n2024;03;01;00;00;400.0;0.1;12;{}\n"


def found(judge_bytes, flag):
    findings = judge_bytes(
        TABLE.format(flag).encode(), "ascii_atc_product_time_ser", spec("atcCo2NrtDataObject")
    )
    return [(f.severity, f.place.line, f.place.column, f.place.value) for f in findings if f.code == "Q103"]


@pytest.mark.parametrize("flag", ["OK", "U?", "\U0001f600"])
def test_what_is_longer_than_a_character_is_a_warning(judge_bytes, flag):
    assert found(judge_bytes, flag) == [("warning", 2, 9, flag)]


@pytest.mark.parametrize("flag", ["U", "O", "", "-9999"])
def test_one_character_is_left_alone(judge_bytes, flag):
    assert found(judge_bytes, flag) == []
