"""F102 truncated-file."""

from icos_ingest.model import Fault, Place


def test_a_file_that_stops_short_is_an_error(judge_faults):
    (finding,) = judge_faults(
        Fault("truncated", Place(offset=4096), detail="6,000 bytes are announced, 4,096 are there")
    )
    assert (finding.code, finding.severity) == ("F102", "error")
    assert finding.message == "the file ends before the data do: 6,000 bytes are announced, 4,096 are there"
    assert finding.place.offset == 4096


def test_a_whole_file_is_left_alone(judge_faults):
    assert judge_faults() == ()
