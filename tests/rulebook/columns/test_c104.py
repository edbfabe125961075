"""C104 misspelt-title."""

import pytest

from icos_ingest.schema import spec

ROW = b"\n202401010000,202401010030,1.5,2\n"
READER = "ascii_etc_half_hourly_product_time_ser"


@pytest.mark.parametrize("title", ["ta_1_1_1", '"TA_1_1_1"', " TA_1_1_1", "\ufeffTA_1_1_1", "TA_1_1_1\xa0"])
def test_a_title_that_is_almost_known_is_a_warning(judge_bytes, title):
    data = f"TIMESTAMP_START,TIMESTAMP_END,{title},RH_1_1_1".encode() + ROW
    (finding,) = (f for f in judge_bytes(data, READER, spec("etcL2Meteosens")) if f.code == "C104")
    assert (finding.severity, finding.place.line, finding.place.column) == ("warning", 1, 3)
    assert "it knows 'TA_1_1_1'" in finding.message


@pytest.mark.parametrize("title", ["TA_1_1_1", "TA_1", "XYZ", ""])
def test_titles_that_are_known_or_nothing_like_it_are_left_alone(judge_bytes, title):
    data = f"TIMESTAMP_START,TIMESTAMP_END,{title},RH_1_1_1".encode() + ROW
    assert "C104" not in {f.code for f in judge_bytes(data, READER, spec("etcL2Meteosens"))}


def test_a_title_whose_right_spelling_is_there_too_is_another_column(judge_bytes):
    data = b"TIMESTAMP_START,TIMESTAMP_END,TA_1_1_1,ta_1_1_1" + ROW
    assert "C104" not in {f.code for f in judge_bytes(data, READER, spec("etcL2Meteosens"))}
