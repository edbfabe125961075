"""C402 misplaced-timestamp-column."""

SWAPPED = ("TIMESTAMP_START,TIMESTAMP_END", "TIMESTAMP_END,TIMESTAMP_START")


def test_stamps_that_are_not_in_front_are_an_error(judge_upload):
    (finding,) = judge_upload("C402", SWAPPED)
    assert finding.severity == "error"
    assert finding.message == "the first two columns are 'TIMESTAMP_END' and 'TIMESTAMP_START'"
    assert finding.place.column == 1


def test_stamps_in_front_and_missing_ones_are_left_alone(judge_upload):
    assert judge_upload("C402") == []
    assert judge_upload("C402", ("TIMESTAMP_START", "START_TIME")) == []
    assert judge_upload("C402", SWAPPED, name="fluxes.csv") == []
