"""Places of bytes are found piece by piece as they are in the whole."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from icos_ingest.text import marks

TEXTS = st.text("a;\n", max_size=60).map(str.encode)


@given(data=TEXTS, piece=st.integers(1, 20))
def test_each_line_by_its_number(data: bytes, piece: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(marks, "_PIECE", piece)
        lines = data.split(b"\n")
        assert [marks.line_at(data, number) for number in range(len(lines))] == lines


@given(data=TEXTS, piece=st.integers(1, 20))
def test_separators_and_line_ends(data: bytes, piece: int) -> None:
    wanted = [at for at, byte in enumerate(data) if byte in b";\n"]
    raw = np.frombuffer(data, dtype=np.uint8)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(marks, "_PIECE", piece)
        found = marks.marks(raw, ord(";"), len(wanted))
        assert found is not None
        assert found.tolist() == wanted
        assert marks.marks(raw, ord(";"), len(wanted) + 1) is None
        assert marks.count(data, ord(";")) == data.count(b";")
