"""T102 ambiguous-date."""

from icos_ingest.model import Fault, Place


def test_an_ambiguous_date_is_never_guessed(judge_faults):
    (finding,) = judge_faults(Fault("ambiguous-date", Place(line=2, field="date", value="07.06.2019")))
    assert (finding.code, finding.severity) == ("T102", "warning")
    assert finding.message == "whether day or month comes first in '07.06.2019' in 'date' cannot be told"
    assert "--day-first" in finding.fix


def test_a_date_that_can_be_told_is_left_alone(judge_faults):
    assert judge_faults() == ()
