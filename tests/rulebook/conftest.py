"""What the tests of rules share: every rule over faults, bytes or a content, as a check runs them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest

from icos_ingest import registry
from icos_ingest.check import Checker
from icos_ingest.content import Array, Block, Column, ColumnInfo, Content, Facts, Table, TimeFacts
from icos_ingest.model import Fault, Finding, Options, Source
from icos_ingest.rule_kinds import Context

NO_SPEC: Any = None
UPLOAD = (
    ("201101010000", "201101010030", "1.5,4.1,-9999"),
    ("201101010030", "201101010100", "1.6,4.2,20.5"),
    ("201101010100", "201101010130", "-9999,4.3,20.6"),
    ("201101010130", "201101010200", "1.8,-9999,20.7"),
)


@dataclass
class Given(Content):
    """A content made of what a test gives."""

    facts: Facts
    given_tables: Mapping[str, Table] = field(default_factory=dict)
    given_arrays: Mapping[str, Array] = field(default_factory=dict)
    given_members: Sequence[Source] = ()

    def tables(self):
        return self.given_tables

    def arrays(self):
        return self.given_arrays

    def members(self):
        return self.given_members


def _drive(content: Content, spec: Any, options: Options, name: str = "") -> tuple[Finding, ...]:
    ctx = Context(content.facts, spec=spec, options=options, name=name)
    checker = Checker(registry.rules().values(), ctx)
    checker.facts(content)
    for table in content.tables().values():
        for block in table.blocks():
            checker.block(table, block)
        checker.end_table(table)
    for array in content.arrays().values():
        checker.array(array)
        for window in array.windows():
            checker.window(array, window, array.read(window))
    return checker.finish().findings


@pytest.fixture
def judge_faults() -> Callable[..., tuple[Finding, ...]]:
    """The findings of all rules on some faults of a file that has nothing else."""

    def judge(*faults: Fault, spec: Any = NO_SPEC) -> tuple[Finding, ...]:
        return _drive(Given(Facts("csv", faults=faults)), spec, Options())

    return judge


@pytest.fixture
def judge_bytes() -> Callable[..., tuple[Finding, ...]]:
    """The findings of all rules on bytes, opened by a reader."""

    def judge(
        data: bytes, reader: str, spec: Any = NO_SPEC, name: str = "", **options: Any
    ) -> tuple[Finding, ...]:
        said = Options(**options)
        with registry.reader(reader).read(Source.of(data), said, spec) as content:
            return _drive(content, spec, said, name)

    return judge


@pytest.fixture
def judge_upload(judge_bytes) -> Callable[..., list[Finding]]:
    """The findings of one rule on a file for AmeriFlux's FP-In: half-hours, some values in FC, TA, LE."""

    def judge(
        code: str,
        *changes: tuple[str, str],
        titles: str = "TIMESTAMP_START,TIMESTAMP_END,FC,TA,LE",
        name: str = "US-CRT_HH_201101010000_201101010200.csv",
        reader: str = "ascii_etc_half_hourly_product_time_ser",
    ) -> list[Finding]:
        rows = "".join(f"{start},{end},{values}\n" for start, end, values in UPLOAD)
        text = f"{titles}\n{rows}"
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        return [one for one in judge_bytes(text.encode(), reader, name=name) if one.code == code]

    return judge


@pytest.fixture
def judge_content() -> Callable[..., tuple[Finding, ...]]:
    """The findings of all rules on a content that the test makes."""

    def judge(content: Content, spec: Any = NO_SPEC) -> tuple[Finding, ...]:
        return _drive(content, spec, Options())

    return judge


@pytest.fixture
def judge_columns() -> Callable[..., tuple[Finding, ...]]:
    """The findings of all rules on a table of columns, each given with its values."""

    def judge(
        *columns: tuple[ColumnInfo, Any],
        time: Sequence[str] | None = None,
        fmt: str = "csv",
        spec: Any = NO_SPEC,
    ) -> tuple[Finding, ...]:
        made = {info.name: _column(info, values) for info, values in columns}
        n = len(next(iter(made.values())).values) if made else len(time or ())
        stamp = None if time is None else _column(ColumnInfo("time", "time"), np.array(time, dtype="M8[ms]"))
        facts = Facts(fmt, time=None if time is None else TimeFacts("time", interval=30))
        table = Table.of_blocks(None, [info for info, _ in columns], lambda: iter([Block(0, n, made, stamp)]))
        return _drive(Given(facts, {"": table}), spec, Options())

    return judge


@pytest.fixture
def judge_array() -> Callable[..., tuple[Finding, ...]]:
    """The findings of all rules on one array, but for those of the CF Conventions."""

    def judge(
        path: str,
        dims: tuple[str, ...],
        values: Any,
        attrs: Mapping[str, Any] | None = None,
        spec: Any = NO_SPEC,
    ) -> tuple[Finding, ...]:
        data = np.asarray(values)
        array = Array(path, dims, data.shape, data.dtype, attrs or {}, lambda window: data[window])
        found = _drive(Given(Facts("netcdf"), given_arrays={path: array}), spec, Options())
        return tuple(one for one in found if not one.code.startswith("G4"))

    return judge


@pytest.fixture
def judge_netcdf() -> Callable[..., list[Finding]]:
    """The findings of one rule on variables of a netCDF file, each given as dims, values and attributes."""

    def judge(
        code: str, variables: Mapping[str, tuple[Any, ...]], attributes: Mapping[str, Any] | None = None
    ) -> list[Finding]:
        arrays = {}
        for name, (dims, values, attrs) in variables.items():
            data = np.asarray(values)
            path = name if name.startswith("/") else f"/{name}"
            arrays[path] = Array(path, dims, data.shape, data.dtype, attrs, data.__getitem__)
        content = Given(Facts("netcdf", attributes=attributes or {}), given_arrays=arrays)
        return [one for one in _drive(content, NO_SPEC, Options()) if one.code == code]

    return judge


@pytest.fixture
def given() -> type[Given]:
    """A content made of what a test gives."""
    return Given


def _column(info: ColumnInfo, values: Any) -> Column:
    data = np.asarray(values)
    missing = np.isnan(data) if data.dtype.kind == "f" else np.isnat(data) if data.dtype.kind == "M" else None
    gone = np.zeros(data.shape, dtype=bool) if missing is None else missing
    return Column(info, data, gone, np.zeros(data.shape, dtype=bool))
