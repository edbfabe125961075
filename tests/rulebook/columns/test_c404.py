"""C404 all-data-missing."""

NOTHING = tuple(
    (value, "-9999") for value in ("1.5", "1.6", "1.8", "4.1", "4.2", "4.3", "20.5", "20.6", "20.7")
)


def test_a_file_without_any_value_is_told(judge_upload):
    (finding,) = judge_upload("C404", *NOTHING)
    assert (finding.severity, finding.count) == ("warning", 4)
    assert finding.message == "no row has a value in any variable"


def test_one_value_is_enough(judge_upload):
    assert judge_upload("C404", *NOTHING[1:]) == []
    assert judge_upload("C404", *NOTHING, name="fluxes.csv") == []
