"""G602 nodata-outside-type."""

from icos_ingest.model import Fault, Place


def test_a_missing_value_that_cannot_occur_is_a_warning(judge_faults):
    (finding,) = judge_faults(Fault("unfit-nodata", Place(field="nodata", value="-9999"), detail="uint8"))
    assert (finding.code, finding.severity) == ("G602", "warning")
    assert finding.message == "the missing value -9999 is none that bands of uint8 can hold"
