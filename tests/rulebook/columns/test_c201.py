"""C201 ragged-row."""


def test_a_row_that_does_not_fit_says_what_it_has(judge_bytes):
    table = b"TIMESTAMP,a,b\n2024-01-01T00:00:00Z,1,2\n2024-01-01T01:00:00Z,1\n2024-01-01T02:00:00Z\n"
    (finding,) = judge_bytes(table, "csv_with_iso8601ts_first_col")
    assert (finding.code, finding.count, finding.place.line) == ("C201", 2, 3)
    assert finding.message == "a row has 2 cells where there should be 3 cells, as there are titles"
    assert [place.line for place in finding.places] == [3, 4]


def test_an_empty_line_is_named_as_such(judge_bytes):
    (finding,) = judge_bytes(b"TIMESTAMP,a\n2024-01-01T00:00:00Z,1\n\n", "csv_with_iso8601ts_first_col")
    assert finding.message.startswith("a row is an empty line where there should be 2 cells")


def test_rows_that_fit_are_left_alone(judge_bytes):
    assert judge_bytes(b"TIMESTAMP,a\n2024-01-01T00:00:00Z,\n", "csv_with_iso8601ts_first_col") == ()
