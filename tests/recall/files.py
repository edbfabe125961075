"""The valid files that faults are planted into: real ones first, then those made by code."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.recall.generated import MAKERS
from tests.recall.table import TextTable

HERE = Path(__file__).parent
MOST_ROWS = 1000
"""Rows that are kept of a long real file, so that the tests stay quick."""


def real_folder() -> Path | None:
    """Where the real files of other people lie, None where they are absent."""
    given = os.environ.get("ICOS_INGEST_REAL_DATA", HERE.parents[2] / "shared" / "real-data")
    return Path(given) if Path(given).is_dir() else None


def names() -> list[str]:
    """Every file, without making it: `real:` and its path, or `made:` and its number."""
    real = json.loads((HERE / "files.json").read_text(encoding="utf-8")) if real_folder() else {}
    return [*(f"real:{path}" for path in real), *(f"made:{number}" for number in range(len(MAKERS)))]


@cache
def table(name: str) -> TextTable:
    """One file by its name."""
    kind, _, rest = name.partition(":")
    if kind == "made":
        return MAKERS[int(rest)]()
    folder = real_folder()
    assert folder is not None, "a real file is named only where there are any"
    about = json.loads((HERE / "files.json").read_text(encoding="utf-8"))[rest]
    whole = split((folder / rest).read_bytes(), Path(rest).name, about["spec"], about.get("options", {}))
    return whole.with_rows(whole.rows[:MOST_ROWS])


def tables() -> Iterator[tuple[str, TextTable]]:
    """Every file with its name."""
    for name in names():
        yield name, table(name)


def split(data: bytes, name: str, spec: str | None, options: dict[str, float]) -> TextTable:
    """Split a file of a text format into head and rows; cells are not quoted around separators."""
    text = data.decode("utf-8")
    line_end = "\r\n" if "\r\n" in text else "\n"
    lines = text.removesuffix(line_end).split(line_end)
    n, separator = _shape(lines)
    titles = lines[n - 1].removeprefix("#").split(separator)
    rows = tuple(tuple(line.split(separator)) for line in lines[n:])
    return TextTable(
        name, spec, tuple(lines[:n]), separator, tuple(titles), rows, line_end=line_end, options=options
    )


def _shape(lines: list[str]) -> tuple[int, str]:
    """How many lines come before the rows, and what stands between cells."""
    if lines[0].startswith("#") and not lines[0].endswith(","):
        return next(i for i, line in enumerate(lines) if not line.startswith("#")), ";"
    if lines[0].startswith("/*"):
        return lines.index("*/") + 2, "\t"
    return 1, ","
