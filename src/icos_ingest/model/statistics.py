"""What the numbers of an array are like."""

from __future__ import annotations

from msgspec import Struct


class Statistics(Struct, frozen=True):
    """One array of numbers, or one band of a raster, as it was read; packed values are unpacked.

    Attributes:
        name: of the array, with its groups.
        band: which band of a raster, from 1.
        unit: as it stands in the file.
        valid: how many finite values there are.
        missing: how many are missing or infinite; what could not be read is in neither.
        low: the least, None where there is none.
        high: the greatest.
        mean: of all, each with equal weight; in single precision where values are.
    """

    name: str
    band: int | None
    unit: str | None
    valid: int
    missing: int
    low: float | None
    high: float | None
    mean: float | None
