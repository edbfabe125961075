"""X002 unexplained-fault."""

from icos_ingest.model import Fault, Place


def test_a_fault_without_a_rule_is_told_as_it_is(judge_faults):
    (finding,) = judge_faults(Fault("martian", Place(line=4), detail="green"))
    assert (finding.code, finding.severity) == ("X002", "warning")
    assert finding.message == "the reader found a fault that no rule explains: martian: green"


def test_a_known_fault_has_its_own_rule(judge_faults):
    assert judge_faults() == ()
