"""T109 missing-time-part."""

from icos_ingest.schema import spec


def codes(judge_bytes, titles, cells):
    data = f"#Year;Month;Day;{titles};co2;Flag\n2024;03;01;{cells};400.0;U\n".encode()
    return [f for f in judge_bytes(data, "ascii_atc_product_time_ser") if f.code == "T109"]


def test_a_part_that_the_portal_takes_for_nought_is_a_warning(judge_bytes):
    (finding,) = codes(judge_bytes, "Minute", "30")
    assert (finding.severity, finding.place.line, finding.place.field) == ("warning", 1, "Hour")


def test_seconds_need_not_be_there(judge_bytes):
    assert codes(judge_bytes, "Hour;Minute", "12;30") == []


def test_without_year_month_or_day_the_portal_refuses(judge_bytes):
    data = b"#Year;Day;Hour;Minute;co2;Stdev;NbPoints;Flag\n2024;01;00;00;400.0;0.1;12;U\n"
    findings = judge_bytes(data, "ascii_atc_product_time_ser", spec("atcCo2NrtDataObject"))
    (finding,) = (f for f in findings if f.code == "T109")
    assert (finding.severity, finding.blocks_upload, finding.place.field) == ("error", True, "Month")
