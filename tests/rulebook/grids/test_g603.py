"""G603 rotated-grid."""

import pytest

from icos_ingest.content import Facts, Georeference


@pytest.mark.parametrize(
    ("transform", "angle"),
    [((0.0, 1.0, -1.0, 0.0, 1.0, 1.0), "45"), ((0.0, 2.0, 0.0, 0.0, -2.0, -2.0), "-45")],
)
def test_rows_that_run_aslant_are_a_warning(judge_content, given, transform, angle):
    where = Georeference("WKT", transform, 4, 4, projected=True)
    found = [f for f in judge_content(given(Facts("geotiff", georeference=where))) if f.code == "G603"]
    assert [(f.severity, f.message) for f in found] == [
        ("warning", f"the rows of pixels run at {angle} degrees to the axis of x")
    ]


@pytest.mark.parametrize("transform", [(0.0, 1.0, 0.0, 0.0, 0.0, -1.0), (0.0, 1.0, 0.0, 0.0, 0.0, 1.0), None])
def test_straight_grids_are_left_alone(judge_content, given, transform):
    where = Georeference("WKT", transform, 4, 4, projected=True)
    assert judge_content(given(Facts("geotiff", georeference=where))) == ()
