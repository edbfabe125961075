"""T401 nonstandard-timestamp."""

SLASHES = tuple((f"2011010100{minute},", f"2011-01-01 00:{minute},") for minute in ("00", "30"))


def test_a_stamp_with_signs_in_it_is_an_error(judge_upload):
    start, end = judge_upload("T401", *SLASHES, reader="delimited_text")
    assert start.severity == "error"
    assert start.message == "'2011-01-01 00:00' in 'TIMESTAMP_START' is not of twelve digits"
    assert (start.place.line, start.count) == (2, 2)
    assert (end.place.line, end.place.column) == (2, 2)


def test_twelve_digits_are_left_alone(judge_upload):
    assert judge_upload("T401") == []
    assert judge_upload("T401", *SLASHES, reader="delimited_text", name="fluxes.csv") == []
