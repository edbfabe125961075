"""T109 missing-time-part."""


def codes(judge_bytes, titles, cells):
    data = f"#Year;Month;Day;{titles};co2;Flag\n2024;03;01;{cells};400.0;U\n".encode()
    return [f for f in judge_bytes(data, "ascii_atc_product_time_ser") if f.code == "T109"]


def test_a_part_that_the_portal_takes_for_nought_is_a_warning(judge_bytes):
    (finding,) = codes(judge_bytes, "Minute", "30")
    assert (finding.severity, finding.place.line, finding.place.field) == ("warning", 1, "Hour")


def test_seconds_need_not_be_there(judge_bytes):
    assert codes(judge_bytes, "Hour;Minute", "12;30") == []
