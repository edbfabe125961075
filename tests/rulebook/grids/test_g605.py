"""G605 missing-overviews."""

from icos_ingest.content import Facts, Georeference


def _codes(judge_content, given, raster, side, *, transform=(0.0, 1.0, 0.0, 0.0, 0.0, -1.0), **attrs):
    where = Georeference("WKT", transform, side, side, projected=True)
    array = raster(side, **attrs)
    findings = judge_content(given(Facts("geotiff", georeference=where), given_arrays={array.path: array}))
    return [(f.code, f.severity, f.message) for f in findings if f.code == "G605"]


def test_a_large_map_without_them_is_noted(judge_content, given, raster):
    assert _codes(judge_content, given, raster, 6000) == [
        ("G605", "info", "the raster of 6,000 by 6,000 pixels has no overviews")
    ]


def test_small_ones_pictures_and_maps_with_overviews_are_left_alone(judge_content, given, raster):
    assert _codes(judge_content, given, raster, 4000) == []
    assert _codes(judge_content, given, raster, 6000, transform=None) == []
    assert _codes(judge_content, given, raster, 6000, overview_factors=[2, 4]) == []
