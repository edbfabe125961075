"""C304 unsupported-value-format."""

from icos_ingest.model import Fault, Place


def test_a_value_format_that_the_portal_cannot_store_names_its_column(judge_faults):
    (finding,) = judge_faults(Fault("value-format", Place(field="comment", value="string"), blocks=True))
    assert (finding.code, finding.severity) == ("C304", "error")
    assert finding.message == "the portal cannot store the value format 'string' of 'comment' in such a file"


def test_value_formats_of_the_format_are_left_alone(judge_faults):
    assert judge_faults() == ()
