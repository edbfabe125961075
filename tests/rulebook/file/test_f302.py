"""F302 line-too-long."""


def _table(length: int) -> bytes:
    return b"TIMESTAMP,note\n2024-01-01T00:00:00Z," + b"x" * (length - 21) + b"\n"


def test_a_line_beyond_the_limit_says_how_long_it_is(judge_bytes):
    (finding,) = judge_bytes(_table(16_385), "csv_with_iso8601ts_first_col")
    assert (finding.code, finding.place.line) == ("F302", 2)
    assert finding.message == "a line is too long: 16,385 bytes"
    assert finding.expected == "at most 16,384 bytes in a line"


def test_a_line_at_the_limit_is_left_alone(judge_bytes):
    assert judge_bytes(_table(16_384), "csv_with_iso8601ts_first_col") == ()
