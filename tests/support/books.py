"""Workbooks made for a test."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

import openpyxl


def book(rows: Iterable[Iterable[Any]], touch: Callable[[Any, Any], None] | None = None) -> bytes:
    """A workbook of one sheet `S`.

    Args:
        rows: its cells.
        touch: changes the workbook and the sheet before they are written.
    """
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "S"
    for row in rows:
        sheet.append(list(row))
    if touch is not None:
        touch(made, sheet)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def replaced(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The workbook with something else in one of its parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(target, "w") as after:
        for info in before.infolist():
            body = before.read(info)
            if info.filename.endswith(part):
                assert old in body
                body = body.replace(old, new)
            after.writestr(info.filename, body)
    return target.getvalue()


def moment(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A date in a cell, which has no time zone."""
    return datetime(year, month, day, hour, minute)  # noqa: DTZ001  # a workbook has none
