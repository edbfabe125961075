"""C405 empty-variable."""

EMPTY = tuple((value, "-9999") for value in ("1.5", "1.6", "1.8"))


def test_each_empty_variable_is_told(judge_upload):
    (finding,) = judge_upload("C405", *EMPTY)
    assert (finding.severity, finding.message) == ("warning", "'FC' has no value in any row")
    assert (finding.place.line, finding.place.column) == (1, 3)


def test_variables_with_values_are_left_alone(judge_upload):
    assert judge_upload("C405") == []
    assert judge_upload("C405", *EMPTY, name="fluxes.csv") == []
