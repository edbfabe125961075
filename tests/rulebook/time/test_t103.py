"""T103 undecodable-time."""

from icos_ingest.model import Fault, Place


def test_undecodable_times_quote_their_units(judge_faults):
    (finding,) = judge_faults(
        Fault(
            "time-undecodable",
            Place(field="time", value="months since 2000"),
            detail="months differ in length",
        )
    )
    assert (finding.code, finding.severity) == ("T103", "warning")
    assert (
        finding.message
        == "the times of 'time' in units of 'months since 2000' cannot be decoded: months differ in length"
    )
    assert "decode_times=False" in finding.fix


def test_decodable_times_are_left_alone(judge_faults):
    assert judge_faults() == ()
