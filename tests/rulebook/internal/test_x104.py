"""X104: a check of your own schema could not run."""

from __future__ import annotations

from icos_ingest.model import Fault


def test_the_check_and_what_it_raised_are_named(judge_faults):
    (finding,) = judge_faults(Fault("own-schema-crashed", detail="le(50): TypeError: no number"))
    assert (finding.code, finding.severity) == ("X104", "warning")
    assert finding.message == "a check of your own schema could not run: le(50): TypeError: no number"
