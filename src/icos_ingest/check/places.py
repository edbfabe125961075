"""Places as a finding tells them: with their sheet or group, and the row of a line."""

from __future__ import annotations

from bisect import bisect_left

from msgspec.structs import replace

from icos_ingest.content import Block, placed
from icos_ingest.model import Fault, Place


def grouped(place: Place, group: str | None) -> Place:
    """A place in its sheet or group, if it does not say one itself."""
    return replace(place, group=group) if group is not None and place.group is None else place


def in_row(fault: Fault, block: Block) -> Fault:
    """A fault of a line with the index of its row, if the row is there."""
    line, lines = fault.place.line, block.lines
    if line is None or lines is None or fault.place.index is not None:
        return fault
    row = bisect_left(lines, line)
    return placed(fault, index=(block.first_row + row,)) if row < len(lines) and lines[row] == line else fault


def in_group(fault: Fault, group: str | None) -> Fault:
    """A fault in its sheet or group, if it does not say one itself."""
    return placed(fault, group=group) if group is not None and fault.place.group is None else fault
