"""F107 kept-out-variable."""

from icos_ingest.model import Fault, Place


def test_a_variable_that_no_dataset_holds_is_named_with_its_type(judge_faults):
    fault = Fault(
        "kept-out", Place(field="peaks"), detail="the values are of a type that no dataset holds: a list"
    )
    (finding,) = judge_faults(fault)
    assert (finding.code, finding.severity) == ("F107", "warning")
    assert finding.message == (
        "'peaks' is kept out of the dataset: the values are of a type that no dataset holds: a list"
    )


def test_plain_values_are_left_alone(judge_faults):
    assert judge_faults() == ()
