"""G101 missing-crs."""

from icos_ingest.content import Facts, Georeference

TRANSFORM = (0.0, 1.0, 0.0, 0.0, 0.0, -1.0)


def test_a_map_without_crs_is_a_warning(judge_content, given):
    (finding,) = judge_content(given(Facts("geotiff", georeference=Georeference(None, TRANSFORM, 4, 4))))
    assert (finding.code, finding.severity) == ("G101", "warning")
    assert finding.message == "the raster has no coordinate reference system"


def test_a_picture_is_only_noted(judge_content, given):
    (finding,) = judge_content(given(Facts("tiff", georeference=Georeference(None, None, 4, 4))))
    assert finding.severity == "info"


def test_a_map_with_crs_is_left_alone(judge_content, given):
    assert (
        judge_content(given(Facts("geotiff", georeference=Georeference("EPSG:4326", TRANSFORM, 4, 4)))) == ()
    )
