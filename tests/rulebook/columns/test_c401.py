"""C401 missing-timestamp-column."""


def test_each_missing_column_is_named(judge_upload):
    (finding,) = judge_upload("C401", ("TIMESTAMP_START", "START_TIME"))
    assert (finding.severity, finding.message) == ("error", "there is no column TIMESTAMP_START")
    assert finding.place.line == 1


def test_both_columns_in_quotes_or_not_are_there(judge_upload):
    assert judge_upload("C401") == []
    assert judge_upload("C401", ("TIMESTAMP_END", '"TIMESTAMP_END"')) == []


def test_files_that_are_not_for_fp_in_are_left_alone(judge_upload):
    assert judge_upload("C401", ("TIMESTAMP_START", "START_TIME"), name="fluxes.csv") == []
