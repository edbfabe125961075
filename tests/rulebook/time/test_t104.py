"""T104 ambiguous-time."""

from icos_ingest.model import Fault, Place


def test_a_time_that_is_two_is_a_warning(judge_faults):
    (finding,) = judge_faults(Fault("ambiguous-time", Place(line=4, field="time", value="2024-10-27 02:30")))
    assert (finding.code, finding.severity) == ("T104", "warning")
    assert finding.message == "clocks show '2024-10-27 02:30' twice or never, so the row has no certain time"


def test_certain_times_are_left_alone(judge_faults):
    assert judge_faults() == ()
