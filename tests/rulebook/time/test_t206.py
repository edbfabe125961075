"""T206 time-outside-period."""


def _atc(
    period: str, rows: str = "HTM;30;2024;03;01;00;00;400.0;U\nHTM;30;2024;03;05;00;00;401.0;U\n"
) -> bytes:
    head = ["# HEADER LINES: 5", "# TOTAL LINES: 7", "# STATION CODE: HTM", f"# COVERING PERIOD: {period}"]
    return "\n".join([*head, "#Site;SamplingHeight;Year;Month;Day;Hour;Minute;co2;Flag", rows]).encode()


def test_a_row_after_the_end_is_a_warning(judge_bytes):
    findings = judge_bytes(_atc("2024-03-01T00:00 2024-03-02T23:00"), "ascii_atc_product_time_ser")
    (finding,) = findings
    assert (finding.code, finding.severity, finding.place.line) == ("T206", "warning", 7)
    assert finding.expected == "2024-03-01T00:00 to 2024-03-02T23:00"


def test_rows_within_and_headers_without_a_period_are_left_alone(judge_bytes):
    for period in ("2024-03-01T00:00 2024-03-05T00:00", "2024-02-30T00:00 x", "since 2024", ""):
        assert judge_bytes(_atc(period), "ascii_atc_product_time_ser") == ()
