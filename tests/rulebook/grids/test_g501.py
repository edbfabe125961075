"""G501 missing-preview-axis."""

from icos_ingest.model import Fault, Place


def test_a_missing_axis_keeps_the_portal_from_taking_it(judge_faults):
    fault = Fault("preview-axis", Place(field="latitude"), expected="latitude, lat", blocks=True)
    (finding,) = judge_faults(fault)
    assert (finding.code, finding.severity, finding.blocks_upload) == ("G501", "error", True)
    assert finding.expected == "latitude, lat"


def test_a_file_with_its_axes_is_left_alone(judge_faults):
    assert judge_faults() == ()
