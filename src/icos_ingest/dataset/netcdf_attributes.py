"""Attributes that every writer of netCDF takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np


def writable(attrs: Mapping[str, Any]) -> dict[str, Any]:
    """The attributes as text, lists of text, numbers and arrays of numbers; anything else as its text."""
    return {str(name): _plain(value) for name, value in attrs.items() if name}


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return list(value)
    found = np.asarray(value)
    if found.dtype.kind == "b":
        return found.astype(np.int8)[()]
    if found.dtype.kind in "iuf" and found.ndim <= 1:
        return found[()] if found.ndim == 0 else found
    return str(value)
