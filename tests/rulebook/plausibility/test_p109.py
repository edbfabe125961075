"""P109 infinite-value."""

import numpy as np
import pandas as pd
import pytest

import icos_ingest


def test_infinity_is_a_warning(judge_array):
    (finding,) = judge_array("/a", ("x",), [1.0, np.inf, -np.inf, np.nan])
    assert (finding.code, finding.severity, finding.count) == ("P109", "warning", 2)
    assert finding.message == "'inf' in 'a' is infinite"
    assert [place.index for place in finding.places] == [(1,), (2,)]


@pytest.mark.parametrize("values", [[1.0, 1e300], [np.nan, np.nan], [1, 2], []])
def test_finite_numbers_and_gaps_are_left_alone(judge_array, values):
    assert judge_array("/a", ("x",), values) == ()


def test_an_infinite_fill_value_is_a_gap(judge_array):
    assert judge_array("/a", ("x",), [1.0, np.inf], {"_FillValue": np.inf}) == ()


def test_a_frame_is_looked_at_and_a_text_refused():
    frame = pd.DataFrame({"a": np.where(np.arange(20) == 7, np.inf, 1.5), "b": np.arange(20)})
    (finding,) = [one for one in icos_ingest.validate(frame).findings if one.code == "P109"]
    assert (finding.message, finding.place.index) == ("'inf' in 'a' is infinite", (7,))
    report = icos_ingest.validate(frame.to_csv(index=False).encode())
    assert [one.code for one in report.findings] == ["V101"]
