"""V203 uncommon-number."""

import pytest

from icos_ingest.schema import spec

TABLE = "#Year;Month;Day;Hour;Minute;co2;Stdev;NbPoints;Flag\n2024;03;01;00;00;{};0.1;{};U\n"


def found(judge_bytes, co2, points):
    data = TABLE.format(co2, points).encode()
    return [
        (f.severity, f.place.line, f.place.column, f.place.value)
        for f in judge_bytes(data, "ascii_atc_product_time_ser", spec("atcCo2NrtDataObject"))
        if f.code == "V203"
    ]


@pytest.mark.parametrize("text", ["398.2f", "398D", "0x1.8p8"])
def test_a_number_that_only_java_reads_is_a_warning(judge_bytes, text):
    assert found(judge_bytes, text, "12") == [("warning", 2, 6, text)]


def test_digits_of_another_script_are_a_warning(judge_bytes):
    assert found(judge_bytes, "398.2", "١٢") == [("warning", 2, 8, "١٢")]


@pytest.mark.parametrize("text", ["398.2", " 398.2", "+.5e2", "NaN", "1e-40", "-999.990", ""])
def test_what_everybody_reads_is_left_alone(judge_bytes, text):
    assert found(judge_bytes, text, "+12") == []
