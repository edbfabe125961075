"""C107 accidental-match."""

from icos_ingest.schema import spec

ROW = b"\n202401010000,202401010030,1.5\n"


def codes(judge_bytes, title):
    data = f"TIMESTAMP_START,TIMESTAMP_END,{title}".encode() + ROW
    return judge_bytes(data, "ascii_etc_half_hourly_product_time_ser", spec("etcL2Meteosens"))


def test_a_title_that_is_known_by_its_end_only_is_a_warning(judge_bytes):
    (finding,) = (f for f in codes(judge_bytes, "XTS_1_2_3") if f.code == "C107")
    assert (finding.severity, finding.place.column) == ("warning", 3)
    assert finding.message == "the portal takes 'XTS_1_2_3' for 'TS_1_2_3', which is a part of it"


def test_a_whole_match_is_left_alone(judge_bytes):
    assert "C107" not in {f.code for f in codes(judge_bytes, "TS_1_2_3")}
