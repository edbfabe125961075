"""G604 non-square-pixels."""

import pytest

from icos_ingest.content import Facts, Georeference


def _codes(judge_content, given, transform, **said):
    where = Georeference("WKT", transform, 4, 4, **said)
    return [
        (f.code, f.severity, f.message) for f in judge_content(given(Facts("geotiff", georeference=where)))
    ]


def test_longer_than_wide_on_a_plane_is_noted(judge_content, given):
    found = _codes(judge_content, given, (0.0, 300.0, 0.0, 0.0, 0.0, -600.0), projected=True)
    assert found == [("G604", "info", "the pixels are 300 wide and 600 high")]


def test_a_turned_square_is_a_square(judge_content, given):
    found = _codes(judge_content, given, (0.0, 3.0, 4.0, 0.0, 4.0, -3.0), projected=True)
    assert [code for code, *_ in found] == ["G603"]


@pytest.mark.parametrize(
    ("step", "said"),
    [(-300.0, {"projected": True}), (-301.5, {"projected": True}), (-0.5, {"degrees": 1.0}), (-600.0, {})],
)
def test_squares_degrees_and_nearly_squares_are_left_alone(judge_content, given, step, said):
    assert (
        _codes(
            judge_content, given, (0.0, 1.0 if said.get("degrees") else 300.0, 0.0, 0.0, 0.0, step), **said
        )
        == []
    )
