"""X102 missing-library."""

from icos_ingest.model import Fault


def test_a_missing_library_says_how_to_get_it(judge_faults):
    (finding,) = judge_faults(Fault("missing-dependency", detail="pip install h5py"))
    assert (finding.code, finding.severity) == ("X102", "warning")
    assert finding.message == "a library that the file needs is not installed: pip install h5py"


def test_a_file_that_can_be_read_is_left_alone(judge_faults):
    assert judge_faults() == ()
