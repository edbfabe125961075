"""F304 byte-order-mark."""

import pytest

TABLES = [
    (
        b"TIMESTAMP_START,TIMESTAMP_END,TA\n202401010000,202401010030,1.5\n",
        "ascii_etc_half_hourly_product_time_ser",
    ),
    (b"#Year;Month;Day;Hour;Minute;co2;Flag\n2024;03;01;00;00;1.5;U\n", "ascii_atc_product_time_ser"),
]


@pytest.mark.parametrize(("table", "reader"), TABLES)
def test_a_mark_is_a_warning_at_the_first_byte(judge_bytes, table, reader):
    (finding,) = (f for f in judge_bytes(b"\xef\xbb\xbf" + table, reader) if f.code == "F304")
    assert (finding.severity, finding.place.line, finding.place.offset) == ("warning", 1, 0)


@pytest.mark.parametrize(("table", "reader"), TABLES)
def test_text_without_a_mark_is_left_alone(judge_bytes, table, reader):
    assert "F304" not in {f.code for f in judge_bytes(table, reader)}
