"""However a table is cut into blocks, the rules on time and position find the same."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from icos_ingest import memory, validate

ROWS = 400
SELECT = ("T203", "T204", "T207", "T208", "T209", "G301", "G302")


@st.composite
def frames(draw: st.DrawFn) -> pd.DataFrame:
    """Half hours over the end of summer time on a ship, with gaps, odd stamps, jumps and lost signs."""
    rows = np.arange(ROWS)
    stamps = np.datetime64("2023-10-25", "m") + rows * 30
    some = st.lists(st.integers(5, ROWS - 5), max_size=3, unique=True)
    for row in draw(some):
        stamps[row] += draw(st.sampled_from([7, 365 * 1440, -30 * 1440]))
    if draw(st.booleans()):
        stamps[stamps > np.datetime64("2023-10-29T02:30")] -= 60
    east = 5 + 0.05 * rows
    for row in draw(some):
        east[row] = -east[row]
    frame = pd.DataFrame({"Latitude": 56.0, "Longitude": east, "SW_IN": np.maximum(0, np.sin(rows / 7.6))})
    frame.index = pd.DatetimeIndex(stamps)
    return frame.drop(frame.index[draw(some)])


@settings(max_examples=25, deadline=None)
@given(frames(), st.integers(4, ROWS))
def test_cuts_do_not_matter(frame: pd.DataFrame, size: int) -> None:
    usual = memory.ROWS
    whole = validate(frame, select=SELECT, station="SE-Htm").findings
    try:
        memory.ROWS = size
        cut = validate(frame, select=SELECT, station="SE-Htm").findings
    finally:
        memory.ROWS = usual
    assert cut == whole
    assert "X001" not in [finding.code for finding in cut]
