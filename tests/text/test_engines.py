"""The block engine and the plain engine give the same faults, places and stored values."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icos_ingest import detect, identify
from icos_ingest.content import ColumnInfo
from icos_ingest.model import Options, Source
from icos_ingest.schema import spec
from icos_ingest.text import Header, TextFormat
from icos_ingest.text.plan import Plan
from icos_ingest.text.quick import QuickEngine
from icos_ingest.values import FORMATS, NUMBERS, Cells, parse_column
from support.engines import assert_same, blocks, engine

SAMPLES = {
    "ICOSETC_SE-Svb_FLUXNET_HH.csv": "etcL2Fluxnet",
    "ICOS_ATC_NRT_HTM_2024-03-01_150.0_489.CO2": "atcCo2NrtDataObject",
    "ICOS_OTC_SOOP_L2.csv": "icosOtcL2Product",
    "ICOS_ATC_LIN_98.0_FLASK.SF6": None,
    "SITES_meteo_hourly.csv": "stationHourlyMeteorological",
    "SE-Htm_fluxes_2024-03-01.csv": None,
    "SOCAT_77SE20240301.tsv": None,
    "logger_TOA5.dat": None,
    "eddypro_SE-Htm_full_output.csv": None,
    "FLX_SE-Htm_FLUXNET2015_SUBSET_HR_2024-2024_1-4.csv": None,
}
CELLS = [
    "", " ", "5", " 5", "\t5", "5 ", "+5", "-5", "--5", "05", "5.", ".5", "5.0", "-0", "1e5", "1E5", "1e400", "1e39",
    "-1e-46", "3.4028235e38", "3.4028236e38", "16777217.0000001", "0.1", "-9999", "-9999.0", "-9999.", " -9999",
    "-9.99", "-9.990", "-999.99", "-999.990", "NaN", "nan", "inf", "Infinity", "-inf", "1_000", "1,5", "0x1p3", "1d",
    "1f", "2147483647", "2147483648", "-2147483648", "99999999999999999999", "٣", "µ", "O", "OK", "K", "\ufeff",
    "2024-02-30T00:00:00Z", "2024-03-01T00:30:00Z", "2024-03-01T24:00:00Z", "2024-03-01 00:30", "202403010030",
    "202402300030", "30/02/2024", "01/03/2024", "24:00", "23:59", "1", "13", "true", '"', '"5"', '""', "\0", "\r", "#",
]  # fmt: skip
"""Cells on which quick parsers and the portal are of two minds."""


ROWS = 30
LINES = ["", " ", ",", "#", "####", "x", '"', b"\xff".decode("latin-1"), "\r"]
"""Lines that do not belong among the rows."""


@cache
def sample(path: Path) -> tuple[str, bytes, tuple[bytes, ...]]:
    """The format of a file, all that stands above its rows, and some rows."""
    data = path.read_bytes()
    format_ = identify(path).format
    reader = detect.reader_for(format_)
    assert reader is not None, path
    with reader.read(Source.of(data, name=path.name), Options(), None) as content:
        head = (content.facts.rows_from or 1) - 1
    lines = data.splitlines(keepends=True)
    return format_, b"".join(lines[:head]), tuple(lines[head : head + ROWS])


@st.composite
def damaged(draw: st.DrawFn, rows: tuple[bytes, ...]) -> bytes:
    """The rows with some cells changed, and now and then a line that is none."""
    separator = max((b",", b";", b"\t"), key=rows[0].count)
    lines = [row.rstrip(b"\r\n").split(separator) for row in rows]
    for _ in range(draw(st.integers(0, 6))):
        cells = lines[draw(st.integers(0, len(lines) - 1))]
        text = draw(st.one_of(st.sampled_from(CELLS), st.floats(width=32).map(repr), st.text(max_size=4)))
        cells[draw(st.integers(0, len(cells) - 1))] = text.encode("utf-8", "surrogatepass")
    joined = [separator.join(cells) for cells in lines]
    if draw(st.integers(0, 3)) == 0:
        line = draw(st.sampled_from(LINES)).encode("latin-1")
        joined.insert(draw(st.integers(0, len(joined))), line)
    end = draw(st.sampled_from([b"\n", b"\n", b"\r\n"]))
    return end.join(joined) + draw(st.sampled_from([b"", end]))


@pytest.mark.parametrize("name", SAMPLES)
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_both_engines_give_the_same(sample_data: Path, name: str, data: st.DataObject) -> None:
    format_, head, rows = sample(sample_data / "good" / name)
    known = spec(SAMPLES[name] or "") if SAMPLES[name] else None
    text = head + data.draw(damaged(rows))
    run = data.draw(st.sampled_from([1, 300, 2000, 1 << 20]))
    options = {} if known else {"all_columns": True}
    found, wanted = (blocks(text, known, format_, quick=quick, run=run, **options) for quick in (True, False))
    assert_same(found, wanted)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_block_engine_vouches_for_what_is_clean(sample_data: Path, name: str) -> None:
    format_, head, rows = sample(sample_data / "good" / name)
    found = blocks(head + b"".join(rows), None, format_, quick=True, run=1 << 20)
    assert any(isinstance(block.cells, Cells) for block in found)


@pytest.mark.parametrize("name", sorted(FORMATS))
@pytest.mark.parametrize("missing", [(), ("-9999", "-9.99", "O", "")])
def test_cells_on_which_parsers_disagree(name: str, missing: tuple[str, ...]) -> None:
    texts = [text for text in CELLS if "\r" not in text and "\0" not in text and '"' not in text]
    assert_parsed_alike(texts, name, frozenset(missing))


@pytest.mark.parametrize("name", sorted(NUMBERS))
@pytest.mark.parametrize("missing", [(), ("-9999", "-9.99", "O", "")])
def test_odd_cells_among_many_plain_numbers(name: str, missing: tuple[str, ...]) -> None:
    plain = ["12"] * (40 * len(CELLS))
    texts = [text for text in CELLS if "\r" not in text and "\0" not in text and '"' not in text]
    assert_parsed_alike([*plain, *texts], name, frozenset(missing))


@given(st.lists(st.floats(width=64).map(repr) | st.decimals(allow_nan=False).map(str) | st.text(max_size=6)))
def test_numbers_of_any_text(texts: list[str]) -> None:
    kept = [text for text in texts if text.isprintable() and ";" not in text]
    for name in ("float32", "float64", "int32"):
        assert_parsed_alike(kept, name, frozenset({"-9999"}))


def assert_parsed_alike(texts: list[str], name: str, missing: frozenset[str]) -> None:
    """A column between two others, cut and parsed by both engines."""
    fmt = FORMATS[name]
    info = ColumnInfo("x", "x", cell=1, format=name)
    plans = [Plan(ColumnInfo("a", "a", cell=0)), Plan(info, missing), Plan(ColumnInfo("b", "b", cell=2))]
    described = TextFormat("made", ";", lambda *_: Header(), lambda *_: None)
    data = "".join(f"a;{text};b\n" for text in texts).encode()
    with engine(quick=True, run=1 << 20):
        found = QuickEngine(described.cut(3), plans, None).block(data, data.count(b"\n"))
    wanted = parse_column(texts, fmt, missing)
    assert found is not None or not texts
    if found is not None:
        column = found.columns["x"]
        np.testing.assert_array_equal(column.values, wanted.values)
        np.testing.assert_array_equal(column.missing, wanted.missing)
        assert np.flatnonzero(column.refused).tolist() == wanted.refused
        loose = [] if column.loose is None else np.flatnonzero(column.loose).tolist()
        assert loose == wanted.loose
