"""G606 untiled-map."""

from icos_ingest.content import Facts, Georeference


def _codes(judge_content, given, raster, side, chunks):
    where = Georeference("WKT", (0.0, 1.0, 0.0, 0.0, 0.0, -1.0), side, side, projected=True)
    array = raster(side, chunks, overview_factors=[2])
    findings = judge_content(given(Facts("geotiff", georeference=where), given_arrays={array.path: array}))
    return [(f.code, f.severity, f.message) for f in findings if f.code == "G606"]


def test_a_large_map_in_strips_is_noted(judge_content, given, raster):
    assert _codes(judge_content, given, raster, 6000, (1, 1, 6000)) == [
        ("G606", "info", "the raster of 6,000 by 6,000 pixels is stored in strips")
    ]


def test_tiles_and_small_maps_are_left_alone(judge_content, given, raster):
    assert _codes(judge_content, given, raster, 6000, (1, 512, 512)) == []
    assert _codes(judge_content, given, raster, 4000, (1, 1, 4000)) == []
