"""F301 wrong-encoding."""

import pytest

TABLE = "TIMESTAMP,T [°C]\n2024-01-01T00:00:00Z,1.5\n2024-01-01T01:00:00Z,1.6\n"


def test_bytes_that_are_no_utf8_are_a_warning_with_their_line(judge_bytes):
    (finding,) = judge_bytes(TABLE.encode("cp1252"), "csv_with_iso8601ts_first_col")
    assert (finding.code, finding.severity, finding.place.line) == ("F301", "warning", 1)
    assert finding.message == "the text is not UTF-8: byte 0xB0"


@pytest.mark.parametrize("encoding", ["utf-8"])
def test_utf8_is_left_alone(judge_bytes, encoding):
    assert judge_bytes(TABLE.encode(encoding), "csv_with_iso8601ts_first_col") == ()
