"""G101 missing-crs."""

import numpy as np
import pytest

from icos_ingest.content import Array, Content, Facts, Georeference

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


class _Raster(Content):
    facts = Facts("tiff", georeference=Georeference(None, None, 4, 4))

    def __init__(self, dtype: str, colours: object) -> None:
        attrs = {"color_interpretation": colours}
        values = np.zeros((1, 4, 4), dtype)
        array = Array("/band_data", ("band", "y", "x"), (1, 4, 4), values.dtype, attrs, values.__getitem__)
        self._arrays = {"/band_data": array}

    def arrays(self):
        return self._arrays


@pytest.mark.parametrize(
    ("dtype", "colours", "noted"),
    [
        ("u1", ["red", "green", "blue"], False),
        ("u2", ["red", "green", "blue", "alpha"], False),
        ("u1", "palette", False),
        ("u1", "gray", False),
        ("u2", "gray", True),
        ("f4", "gray", True),
        ("u2", ["red", "undefined"], True),
        ("f8", None, True),
    ],
)
def test_colours_and_shades_in_a_byte_are_a_picture(judge_content, dtype, colours, noted):
    assert [finding.severity for finding in judge_content(_Raster(dtype, colours))] == ["info"] * noted


def test_ground_control_points_place_it(judge_content, given):
    placed = Georeference(None, None, 4, 4, placed=True)
    assert judge_content(given(Facts("geotiff", georeference=placed))) == ()
