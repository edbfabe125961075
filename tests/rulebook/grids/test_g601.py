"""G601 position-out-of-range."""

import math

import pytest

from icos_ingest.content import Facts, Georeference


def _found(judge_content, given, transform, degrees=1.0):
    where = Georeference("WKT", transform, 720, 361, degrees=degrees)
    findings = judge_content(given(Facts("geotiff", georeference=where)))
    return [(f.code, f.severity, f.place.field, f.message) for f in findings if f.code == "G601"]


def test_metres_under_degrees_are_an_error(judge_content, given):
    found = _found(judge_content, given, (4_321_000.0, 100.0, 0.0, 3_210_000.0, 0.0, -100.0))
    assert [one[:3] for one in found] == [("G601", "error", "latitude"), ("G601", "error", "longitude")]
    assert found[0][3] == "the raster reaches a latitude of 3.20995e+06 degrees"


def test_half_a_pixel_beyond_the_pole_is_a_warning(judge_content, given):
    ((_, severity, field, _),) = _found(judge_content, given, (0.0, 0.5, 0.0, 90.5, 0.0, -0.5))
    assert (severity, field) == ("warning", "latitude")


@pytest.mark.parametrize(
    "transform",
    [
        (-180.25, 0.5, 0.0, 90.25, 0.0, -0.5),
        (0.0, 0.5, 0.0, -90.25, 0.0, 0.5),
        (0.25, 0.5, 0.0, 90.25, 0.0, -0.5),
        (-180.0, 0.50001, 0.0, 80.0, 0.0, -0.1),
    ],
)
def test_grids_of_the_whole_earth_are_left_alone(judge_content, given, transform):
    assert _found(judge_content, given, transform) == []


def test_grads_and_radians_are_counted_as_such(judge_content, given):
    assert _found(judge_content, given, (0.0, 0.5, 0.0, 100.0, 0.0, -0.5), 0.9) == []
    assert len(_found(judge_content, given, (0.0, 0.5, 0.0, 3.0, 0.0, -0.1), math.degrees(1))) == 2


def test_planes_and_rasters_without_transform_have_no_degrees(judge_content, given):
    for where in (
        Georeference("WKT", (4e6, 1.0, 0.0, 3e6, 0.0, -1.0), 4, 4, projected=True),
        Georeference("WKT", None, 4, 4, degrees=1.0),
    ):
        assert judge_content(given(Facts("geotiff", georeference=where))) == ()
