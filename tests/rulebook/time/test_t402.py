"""T402 wrong-step-between-rows."""

HOLE = ("201101010100,201101010130,-9999,4.3,20.6\n", "")


def test_a_missing_row_is_an_error(judge_upload):
    (finding,) = judge_upload("T402", HOLE)
    assert finding.severity == "error"
    assert finding.message == "'201101010130' in 'TIMESTAMP_START' is not 30 minutes after the row before"
    assert (finding.place.line, finding.place.column) == (4, 1)


def test_the_name_says_the_resolution(judge_upload):
    (finding,) = judge_upload("T402", name="US-CRT_HR_201101010000_201101010200.csv")
    assert (finding.count, finding.expected) == (3, "a step of 60 minutes")


def test_regular_rows_and_other_files_are_left_alone(judge_upload):
    assert judge_upload("T402") == []
    assert judge_upload("T402", HOLE, name="fluxes.csv") == []
