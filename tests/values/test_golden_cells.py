"""Every cell of the portal's own results is read as the portal read it."""

import base64
import lzma
import struct
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

from icos_ingest.values import FORMATS, ValueFormat, parse_column

LETTERS = {"bmpChar": "c", "boolean": "b"}


def as_golden(fmt: ValueFormat, value: object, state: str) -> str:
    """Write a result in the words of the golden table."""
    if state == "refused":
        return "!"
    if isinstance(value, str):
        return "s:" + base64.b64encode(value.encode()).decode()
    if fmt.dtype.kind == "f":
        letter, code = ("f", ">f") if fmt.dtype.itemsize == 4 else ("d", ">d")
        return f"{letter}:{struct.pack(code, value).hex()}"
    return f"{LETTERS.get(fmt.name, 'i')}:{value}"


@pytest.fixture(scope="module")
def cells(golden: Path) -> dict[str, list[tuple[str, str]]]:
    found = defaultdict(list)
    with lzma.open(golden / "cells.tsv.xz", "rt", encoding="ascii") as table:
        for line in table:
            name, text, result = line.rstrip("\n").split("\t")
            found[name].append((base64.b64decode(text).decode(), result))
    return found


def test_the_table_has_every_format(cells):
    assert set(cells) == set(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_a_cell_is_read_as_the_portal_reads_it(cells, name):
    fmt = FORMATS[name]
    wrong = [(t, want, got) for t, want in cells[name] if (got := as_golden(fmt, *fmt.cell(t))) != want]
    assert wrong == []


@pytest.mark.parametrize("name", FORMATS)
def test_a_column_is_stored_as_the_portal_stores_it(cells, name):
    fmt = FORMATS[name]
    parsed = parse_column([text for text, _ in cells[name]], fmt)
    wanted = ["!" if result == "!" else result for _, result in cells[name]]
    refused = set(parsed.refused)
    stored = parsed.values if fmt.name == "string" else parsed.values.astype(fmt.stored)
    got = [as_golden(fmt, v, "refused" if i in refused else "value") for i, v in enumerate(stored.tolist())]
    assert got == wanted
    assert not parsed.missing[parsed.refused].any()
    assert np.array_equal(parsed.missing, [not t.strip("".join(map(chr, range(33)))) for t, _ in cells[name]])
