"""What the tests of rules about maps share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from icos_ingest.content import Array


@pytest.fixture
def raster() -> Callable[..., Array]:
    """One band of ones, square, of any size: the values of a window are made when it is asked for."""

    def made(side: int, chunks: tuple[int, ...] = (1, 512, 512), **attrs: Any) -> Array:
        def read(window: tuple[slice, ...]) -> np.ndarray:
            return np.ones([len(range(*part.indices(side))) for part in window], "u1")

        return Array("/band_data", ("band", "y", "x"), (1, side, side), np.dtype("u1"), attrs, read, chunks)

    return made
