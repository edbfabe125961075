"""What a file states about itself, as plain Python and numpy values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np


def shown(name: bytes) -> str:
    """A name that a file gives, as text."""
    return name.decode("utf-8", "backslashreplace")


def text_of(raw: bytes) -> str:
    """Text as UTF-8; bytes that are none are shown as escapes, NULs at the end are padding."""
    return raw.rstrip(b"\0").decode("utf-8", "backslashreplace")


def latin_or_utf8(raw: bytes) -> str:
    """Text of classic netCDF, which names no encoding: UTF-8 if it is that, else Latin-1."""
    raw = raw.rstrip(b"\0")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def plain(value: Any) -> Any:
    """An attribute's value: `str`, a list of `str`, a numpy number, or a one-dimensional array of numbers.

    An array of one number becomes that number, since netCDF stores no other kind.
    """
    if isinstance(value, bytes):
        return text_of(value)
    if not isinstance(value, np.ndarray):
        return value
    if value.dtype.kind in "SO":
        texts = [text_of(v) if isinstance(v, bytes) else str(v) for v in value.ravel()]
        return texts[0] if len(texts) == 1 else texts
    flat = value.ravel()
    return flat[0] if flat.size == 1 else flat


def enum_attributes(members: Mapping[str, int], dtype: np.dtype[Any]) -> dict[str, Any]:
    """`flag_values` and `flag_meanings` of an enumeration (CF 1.11, 3.5)."""
    pairs = sorted(members.items(), key=lambda pair: pair[1])
    return {
        "flag_values": np.array([value for _, value in pairs], dtype=dtype),
        "flag_meanings": " ".join("_".join(name.split()) for name, _ in pairs),
    }
