"""F106 dangling-link."""

from icos_ingest.model import Fault, Place


def test_a_link_without_an_end_says_what_it_stands_for(judge_faults):
    (finding,) = judge_faults(Fault("dangling-link", Place(field="co2"), detail="/level2/co2"))
    assert (finding.code, finding.severity) == ("F106", "warning")
    assert finding.message == "'co2' is another name for '/level2/co2', which is not there"


def test_links_that_end_somewhere_are_left_alone(judge_faults):
    assert judge_faults() == ()
