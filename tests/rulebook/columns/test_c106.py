"""C106 unexpected-time-title."""

READER = "ascii_etc_half_hourly_product_time_ser"
ROW = b"\n202401010000,202401010030,1.5\n"


def test_swapped_times_are_a_warning_at_the_second_title(judge_bytes):
    (finding,) = (
        f for f in judge_bytes(b"TIMESTAMP_END,TIMESTAMP_START,TA" + ROW, READER) if f.code == "C106"
    )
    assert (finding.severity, finding.place.line, finding.place.column) == ("warning", 1, 2)
    assert finding.message == "the portal takes 'TIMESTAMP_START' for the end of each half hour"


def test_the_right_order_is_left_alone(judge_bytes):
    codes = {f.code for f in judge_bytes(b"TIMESTAMP_START,TIMESTAMP_END,TA" + ROW, READER)}
    assert "C106" not in codes
