"""C103 foreign-columns."""

import pytest

from icos_ingest.schema import spec

CO2 = b"#Year;Month;Day;Hour;Minute;co2;Stdev;NbPoints;Flag\n2024;03;01;00;00;400.0;0.1;12;U\n"
METEO = b"#Year;Month;Day;Hour;Minute;AT;AT-Stdev;AT-NbPoints;AT-Flag\n2024;03;01;00;00;4.0;0.1;12;U\n"
READER = "ascii_atc_product_time_ser"


@pytest.fixture
def meteo():
    return spec("atcMeteoNrtDataObject")


def test_a_file_of_which_the_portal_keeps_nothing_is_a_warning(judge_bytes, meteo):
    finding = next(f for f in judge_bytes(CO2, READER, meteo) if f.code == "C103")
    assert (finding.severity, finding.place.line) == ("warning", 1)
    assert "none of the columns holds values that 'atcMeteoNrtDataObject' knows" in finding.message
    assert "AT" in finding.expected


def test_one_known_column_is_enough(judge_bytes, meteo):
    assert "C103" not in {f.code for f in judge_bytes(METEO, READER, meteo)}


def test_required_columns_are_left_to_the_rule_on_them(judge_bytes):
    assert "C103" not in {f.code for f in judge_bytes(METEO, READER, spec("atcCo2NrtDataObject"))}
