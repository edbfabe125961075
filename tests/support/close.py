"""Numbers that two parsers read of one text."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike


def assert_same_numbers(found: ArrayLike, wanted: ArrayLike, name: str = "") -> None:
    """Equal but for the last bits, which older releases of pandas do not get right."""
    np.testing.assert_allclose(found, wanted, rtol=4e-15, atol=0, err_msg=name)
