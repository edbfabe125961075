"""F105 nonzero-padding."""

from icos_ingest.model import Fault, Place


def test_scraps_in_the_padding_are_noted(judge_faults):
    (finding,) = judge_faults(Fault("padding", Place(field="co2", offset=80, value="41 42 43")))
    assert (finding.code, finding.severity) == ("F105", "info")
    assert finding.message == "the padding of 'co2' in the header is not zero: 41 42 43"


def test_zeros_are_left_alone(judge_faults):
    assert judge_faults() == ()
