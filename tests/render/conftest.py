"""Reports made by hand, and the files that their renderings are compared with."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
def same_as_golden() -> Callable[[str, str], None]:
    """Compare a rendering with its file; UPDATE_GOLDEN=1 writes the file anew, for a person to read."""

    def compare(name: str, text: str) -> None:
        file = GOLDEN / name
        if os.environ.get("UPDATE_GOLDEN"):
            file.write_text(text, encoding="utf-8", newline="\n")
        assert text == file.read_text(encoding="utf-8"), f"{name} differs; UPDATE_GOLDEN=1 writes it anew"

    return compare
