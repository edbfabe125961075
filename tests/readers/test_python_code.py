from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icos_ingest.content import Content
from icos_ingest.errors import LimitExceeded
from icos_ingest.model import Certainty, Match, Options, Source
from icos_ingest.readers import julia_code, notebook, r_code
from icos_ingest.readers.python_code import READER

PROGRAM = b"""import numpy as np

def flux(c):
    # gap filling
    return np.nanmean(c)
"""
READERS = (READER, r_code.READER, julia_code.READER, notebook.READER)


def opened(data: bytes) -> Content:
    return READER.read(Source.of(data, name="x.py"), Options(), None)


def said(data: bytes, name: str) -> list[str]:
    found = (reader.sniff(Source.of(data, name=name)) for reader in READERS)
    return [match.format for match in found if isinstance(match, Match)]


def test_a_program_is_its_one_code_cell() -> None:
    facts = opened(PROGRAM).facts
    assert not facts.faults
    assert [(cell.language, cell.line, cell.text) for cell in facts.code] == [("python", 1, PROGRAM.decode())]


def test_imports_and_definitions_tell_python_whatever_the_name() -> None:
    match = READER.sniff(Source.of(PROGRAM, name="data.csv"))
    assert isinstance(match, Match)
    assert match.certainty is Certainty.CONTENT
    assert said(b"#!/usr/bin/env python3\nx = 1\n", "run") == ["python"]


@pytest.mark.parametrize("data", [b"x = 1\ny = x + 1\n", b"print('Norunda')\n", b"import os\nprint 'two'\n"])
def test_the_suffix_tips_the_scales_and_the_evidence_says_so(data: bytes) -> None:
    match = READER.sniff(Source.of(data, name="a.py"))
    assert isinstance(match, Match)
    assert ".py" in match.evidence
    assert said(data.replace(b"import os\n", b""), "a.txt") == []


@pytest.mark.parametrize(
    "data",
    [b"# only a comment\n", b'"""Only what the package is for."""\n', b"f'{x:>{width}}'\n", b"'\x0c\x01'\n"],
)
def test_a_program_that_does_nothing_is_one_by_its_name(data: bytes) -> None:
    assert said(data, "__init__.py") == ["python"]
    assert said(data, "table.csv") == []


@pytest.mark.parametrize("data", [b"1,2,3\n4,5,-6\n", b"a, b, c\n1, 2, 3\n", b"1.5\n2.5\n", b"x-y\n"])
def test_rows_of_a_table_are_no_program_whatever_their_name(data: bytes) -> None:
    assert said(data, "table.py") == []


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"1,2,3\n4,5,6\n",
        b"TIMESTAMP\n",
        b"a, b, c\n1, 2, 3\n",
        b"1.5\n2.5\n",
        b"import of goods rose\nfrom 3 to 4 percent\n",
        b"x = 1\ny = 2\n",
        b"class of 1999: well met\n",
        b"# only a comment\n",
        b"a;b\nfunction (x) of y\nend\n",
        b"\x89PNG\0import os\n",
    ],
)
def test_tables_and_prose_are_no_code(data: bytes) -> None:
    assert said(data, "table.csv") == []


def test_where_python_breaks_is_placed() -> None:
    (fault,) = opened(b"x = 1\nfor i in x\n    pass\n").facts.faults
    assert (fault.kind, fault.place.line, fault.place.value) == ("code-unparsable", 2, "for i in x")
    assert fault.detail == "expected ':'"


def test_bytes_that_are_no_utf_8_are_placed() -> None:
    (fault,) = opened(b"x = 1\ny = '\xe4'\n").facts.faults
    assert (fault.place.line, fault.place.offset, fault.place.value) == (2, 11, "byte 0xe4")


def test_the_encoding_is_the_one_that_the_program_states() -> None:
    facts = opened(b"# -*- coding: latin-1 -*-\ny = '\xe4'\n").facts
    assert not facts.faults
    assert facts.code[0].text.endswith("y = 'ä'\n")
    (fault,) = opened(b"# -*- coding: ascii -*-\ny = '\xe4'\n").facts.faults
    assert (fault.place.line, fault.expected) == (2, "code in ASCII")


@pytest.mark.parametrize("data", [b"x = 1\0", b"(" * 1000, b"-" * 100_000 + b"1", b"x = (1,\n"])
def test_hostile_python_is_a_fault_not_a_crash(data: bytes) -> None:
    assert [fault.kind for fault in opened(data).facts.faults] == ["code-unparsable"]


def test_a_warning_of_the_parser_is_none_of_ours() -> None:
    assert not opened(b"x = '\\d'\nassert (x, 1)\n").facts.faults


def test_an_endless_program_is_not_held_in_memory() -> None:
    with pytest.raises(LimitExceeded):
        opened(b"x = 1\n" * 1_000_000)


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_whatever_the_bytes_nothing_is_raised_and_one_reader_at_most_says_yes(data: bytes) -> None:
    assert len(said(data, "x.py")) <= 1
    for reader in READERS[:3]:
        reader.read(Source.of(data), Options(), None)


def test_no_real_table_is_taken_for_code(real_data: Path) -> None:
    folders = ("csv", "csv-expected", "ocean", "ecosystem", "atmosphere", "other-timeseries", "netcdf-cdl")
    files = [file for folder in folders for file in (real_data / folder).iterdir()]
    assert files
    found = {
        file.name for file in files for reader in READERS if isinstance(reader.sniff(Source.of(file)), Match)
    }
    assert not found
