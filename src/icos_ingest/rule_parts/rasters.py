"""What rules about maps share: where the corners lie, and which map is large."""

from __future__ import annotations

from collections.abc import Iterator

from icos_ingest.content import Array, Content, Georeference
from icos_ingest.schema import thresholds

_LARGE = "missing-overviews"
"""Whose thresholds say from when on a map is large."""


def corner_centres(where: Georeference) -> Iterator[tuple[float, float]]:
    """Coordinates of the centres of the four corner pixels, in units of the CRS."""
    assert where.transform is not None, "asked only of a raster with a transform"
    left, column, skew_x, top, skew_y, row = where.transform
    for across in (0.5, where.width - 0.5):
        for down in (0.5, where.height - 0.5):
            yield left + column * across + skew_x * down, top + skew_y * across + row * down


def large_map(content: Content) -> Array | None:
    """The first array of a raster that lies on the Earth and has many pixels, None for any other."""
    where = content.facts.georeference
    if where is None or (where.transform is None and not where.placed):
        return None
    if where.width * where.height <= thresholds(_LARGE)["pixels"].value:
        return None
    return next(iter(content.arrays().values()), None)
