"""T101 unparsable-time-stamp."""


def _atc(stated: object, *, total: object = 5, rows: str = "2024;1;1;0;0;398.2;O\n") -> bytes:
    head = f"# HEADER LINES: {stated}\n# TOTAL LINES: {total}\n# STATION CODE: XXX\n"
    return f"{head}#Year;Month;Day;Hour;Minute;co2;Flag\n{rows}".encode()


def test_a_row_without_a_readable_time_is_an_error(judge_bytes):
    rows = "2024;1;1;0;0;398.2;O\n2024;13;1;1;0;398.2;O\n2024;1;1;2;0;398.2;O\n"
    findings = judge_bytes(_atc(4, total=7, rows=rows), "ascii_atc_product_time_ser")
    (finding,) = [one for one in findings if one.code == "T101"]
    assert (finding.severity, finding.place.line) == ("error", 6)
    assert finding.message == "the cells from 'Year' on make no date and time: '2024-13-01T01:00:00Z'"
    assert finding.place.column == 2, "the month is the part that cannot be"


def test_a_stamp_that_is_a_column_is_told_once(judge_bytes):
    table = b"TIMESTAMP,a\n" + b"".join(b"2024-01-01T%02d:00:00Z,1\n" % hour for hour in range(20))
    findings = judge_bytes(table + b"2024-01-01T20:00,1\n", "csv_with_iso8601ts_first_col")
    assert [one.place.line for one in findings] == [22]


def test_readable_times_are_left_alone(judge_bytes):
    assert judge_bytes(_atc(4), "ascii_atc_product_time_ser") == ()


def test_where_the_reader_chose_the_column_of_times_it_is_a_warning(judge_bytes):
    rows = b"".join(b"2024-01-01 %02d:00,1\n" % hour for hour in range(20))
    (finding,) = judge_bytes(b"time,a\n" + rows + b"later,1\n", "delimited_text")
    assert (finding.code, finding.severity) == ("T101", "warning")
    assert finding.message == "a row has no readable time stamp: 'later'"
