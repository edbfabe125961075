"""Lines of any table are quoted where something is wrong with them."""

from __future__ import annotations

import pytest

from icos_ingest import validate
from icos_ingest.delimited.encoding import find_encoding
from icos_ingest.delimited.lines import Run

ROWS = "".join(f"2024-01-{1 + i // 24:02d}T{i % 24:02d}:00:00Z,{i % 7}.25\n" for i in range(200))


@pytest.mark.parametrize("copies", [1, 400])
@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_the_line_of_a_finding_is_quoted(copies: int, codec: str) -> None:
    text = "time,x\n" + ROWS * copies + "2024-02-01T00:00:00Z,x5\n"
    report = validate(text.encode(codec), name="x.csv")
    line = text.count("\n")
    (found,) = [one for one in report.findings if one.place.line == line and one.place.field == "x"]
    assert report.quotes[line] == "2024-02-01T00:00:00Z,x5", found


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        (b"a\nb\n", ["a", "b", None]),
        (b"a\r\nb", ["a", "b", None]),
        (b"a\rb\n", ["a", "b", None]),
        (b"\n \xff", ["", " \N{REPLACEMENT CHARACTER}", None]),
    ],
)
def test_lines_by_number(data: bytes, lines: list[str | None]) -> None:
    run = Run(data, 7, 0, find_encoding(b"a"))
    assert run.text(6) is None
    assert [run.text(7 + i) for i in range(len(lines))] == lines
