"""Daily packages of half hours of an ecosystem station, made for a test."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

NAME = "SE-Htm_EC_20240301_L01_F01.zip"
_CLOCK = [f"{minutes // 60:02d}{minutes % 60:02d}" for minutes in range(30, 1440, 30)]
DAY = [
    f"SE-Htm_EC_{stamp}_L01_F01.csv" for stamp in [*(f"20240301{clock}" for clock in _CLOCK), "202403020000"]
]


def packed(names: Iterable[str]) -> bytes:
    """A zip of small files of these names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, b"1")
    return out.getvalue()
