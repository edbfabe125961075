"""X001 crashed-rule."""

from icos_ingest.model import Fault, Place


def test_a_crash_names_rule_and_exception_and_asks_for_a_report(judge_faults):
    place = Place(field="T202 time-not-monotonic")
    (finding,) = judge_faults(Fault("rule-crashed", place, detail="ValueError: no"))
    assert (finding.code, finding.severity) == ("X001", "warning")
    assert finding.message == "the rule T202 time-not-monotonic crashed: ValueError: no"
    assert "please report it" in finding.fix


def test_rules_that_end_are_left_alone(judge_faults):
    assert judge_faults() == ()
