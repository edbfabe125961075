"""Where the sun stands: the radiation that would arrive without an atmosphere.

J. W. Spencer, Fourier series representation of the position of the sun, Search 2 (5), 172, 1971: declination
and equation of time, to within a minute of time.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
SOLAR_CONSTANT = 1361.0
"""W m-2 (Kopp and Lean, Geophys. Res. Lett. 38, L01706, 2011)."""


def potential_radiation(day_of_year: float, minutes: Numbers, latitude: float, longitude: float) -> Numbers:
    """Radiation on a level plane at the top of the atmosphere, W m-2, shaped as `minutes`.

    Args:
        day_of_year: from 1.
        minutes: of the day in UTC; may lie before 0 or beyond 1440.
        latitude: degrees north.
        longitude: degrees east.
    """
    angle = 2 * np.pi * (day_of_year - 1) / 365
    one, two, three = ((np.cos(n * angle), np.sin(n * angle)) for n in (1, 2, 3))
    declination = (
        0.006918 - 0.399912 * one[0] + 0.070257 * one[1] - 0.006758 * two[0] + 0.000907 * two[1]
        - 0.002697 * three[0] + 0.00148 * three[1]
    )  # fmt: skip
    late = 229.18 * (
        0.000075 + 0.001868 * one[0] - 0.032077 * one[1] - 0.014615 * two[0] - 0.040849 * two[1]
    )  # fmt: skip
    hour_angle = np.radians((minutes + late + 4 * longitude) / 4 - 180)
    north = np.radians(latitude)
    height = np.sin(north) * np.sin(declination) + np.cos(north) * np.cos(declination) * np.cos(hour_angle)
    lit: Numbers = SOLAR_CONSTANT * np.maximum(height, 0.0)
    return lit
