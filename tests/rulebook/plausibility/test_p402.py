"""P402: the data are not of the shape that a schema of your own asks for."""

from __future__ import annotations

from icos_ingest.model import Fault


def test_what_pandera_says_is_passed_on(judge_faults):
    (finding,) = judge_faults(Fault("own-structure", detail="column 'TA' not in dataframe"))
    assert (finding.code, finding.severity) == ("P402", "error")
    assert finding.message == "the data are not as your own schema asks: column 'TA' not in dataframe"
