"""T403 wrong-step-within-row."""

LONG = ("201101010030,201101010100", "201101010030,201101010130")


def test_a_row_that_lasts_too_long_is_an_error(judge_upload):
    (finding,) = judge_upload("T403", LONG)
    assert finding.severity == "error"
    assert (
        finding.message
        == "'201101010130' in 'TIMESTAMP_END' is not 30 minutes after the row's TIMESTAMP_START"
    )
    assert (finding.place.line, finding.place.column) == (3, 2)


def test_rows_of_one_interval_and_other_files_are_left_alone(judge_upload):
    assert judge_upload("T403") == []
    assert judge_upload("T403", LONG, name="fluxes.csv") == []
