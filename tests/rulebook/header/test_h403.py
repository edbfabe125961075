"""H403 wrong-upload-period."""


def test_each_end_is_compared_with_the_rows(judge_upload):
    start, end = judge_upload("H403", name="US-CRT_HH_201001010000_201101010130.csv")
    assert start.severity == "error"
    assert start.message == "the first TIMESTAMP_START is 201101010000, and the file's name says 201001010000"
    assert (start.place.line, start.place.column) == (2, 1)
    assert end.message == "the last TIMESTAMP_END is 201101010200, and the file's name says 201101010130"
    assert (end.place.line, end.place.column) == (5, 2)


def test_the_right_period_and_a_name_without_one_are_left_alone(judge_upload):
    assert judge_upload("H403") == []
    assert judge_upload("H403", name="US-CRT_HH.csv") == []
    assert judge_upload("H403", name="fluxes.csv") == []
