"""A user's own schema over the data of a source, its failures merged into the report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec.structs import replace

from icos_ingest.content import Array, Block, Content, Table, show_value
from icos_ingest.dataset import Origin, to_dataset
from icos_ingest.errors import IcosIngestError, OptionError
from icos_ingest.model import KEEP, Fault, Finding, Place, Report, Severity, Source
from icos_ingest.pipeline.opening import open_source
from icos_ingest.pipeline.outcome import finding_of

if TYPE_CHECKING:
    import xarray as xr

    from icos_ingest.pipeline.job import Job
    from icos_ingest.schema.extra import Failure

CRASHED = "X104"
"""The code of what could not run; it cannot be switched off."""


def own_schema(given: Any) -> Any:
    """The schema that the user means.

    Raises:
        OptionError: it is no schema of pandera for pandas, polars or xarray.
    """
    from icos_ingest.schema.extra import as_schema, framework

    schema = as_schema(given)
    framework(schema)
    return schema


def with_file(report: Report, job: Job, source: Source, schema: Any) -> Report:
    """The report with what the data of a file break of a schema; it is opened a second time, and whole."""
    options = replace(job.options, all_columns=True)
    with ExitStack() as stack:
        try:
            opened = open_source(source, options, job.spec, stack)
            recorded = _Recorded(opened.content)
            origin = Origin(opened.source, opened.spec, opened.station)
            dataset = to_dataset(recorded, origin, table=options.table)
        except IcosIngestError as error:
            told = Fault("own-schema-crashed", detail=f"the data cannot be opened for it: {error.what}")
            return _merged(report, job, [finding_of(told)])
        return _merged(report, job, _findings(schema, dataset, recorded, job.keep))


def with_memory(report: Report, job: Job, data: Any, schema: Any) -> Report:
    """The report with what a DataFrame or a Dataset breaks of a schema."""
    return _merged(report, job, _findings(schema, data, None, job.keep))


class _Recorded(Content):
    """A content that remembers which lines its rows stood on."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self.facts = content.facts
        self.cells: dict[str, int | None] = {}
        self._lines: list[Any] = []

    def tables(self) -> Mapping[str, Table]:
        return {
            name: Table.of_blocks(table.name, table.columns, partial(self._blocks, table))
            for name, table in self._content.tables().items()
        }

    def arrays(self) -> Mapping[str, Array]:
        return self._content.arrays()

    def groups(self) -> Mapping[str, Mapping[str, Any]]:
        return self._content.groups()

    def line(self, row: int) -> int | None:
        """The physical line of a row of the table that was read."""
        if len(self._lines) > 1:
            self._lines = [np.concatenate(self._lines)]
        return int(self._lines[0][row]) if self._lines and row < len(self._lines[0]) else None

    def _blocks(self, table: Table) -> Iterator[Block]:
        self.cells = {info.name: info.cell for info in table.columns}
        for block in table.blocks():
            if block.lines is not None:
                self._lines.append(np.asarray(block.lines, dtype=np.int64))
            yield block


def _findings(schema: Any, data: Any, file: _Recorded | None, keep: int | None) -> Iterator[Finding]:
    from icos_ingest.schema.extra import failures, framework

    try:
        frame = _frame(data, framework(schema))
    except IcosIngestError as error:
        yield finding_of(Fault("own-schema-crashed", detail=str(error)))
        return
    for failure in failures(schema, frame, KEEP if keep is None else keep):
        at = () if failure.at is None else failure.at
        places = tuple(_place(frame, failure, index, file) for index in islice(at, keep))
        yield finding_of(_fault(failure, places), max(1, len(at)), places)


def _fault(failure: Failure, places: tuple[Place, ...]) -> Fault:
    place = places[0] if places else Place(field=failure.field)
    if failure.crashed:
        return Fault("own-schema-crashed", place, detail=f"{failure.check}: {failure.message}")
    if failure.structure:
        return Fault("own-structure", place, detail=failure.message)
    return Fault("own-check", place, detail=failure.check)


def _place(frame: Any, failure: Failure, index: Any, file: _Recorded | None) -> Place:
    position = tuple(int(i) for i in index)
    field, row = failure.field, position[0]
    line = file.line(row) if file is not None and len(position) == 1 else None
    cell = file.cells.get(field or "") if file is not None else None
    value = None if field is None else show_value(_value(frame, field, position))
    column = None if cell is None or line is None else cell + 1
    return Place(line=line, column=column, field=field, index=position, value=value)


def _value(frame: Any, field: str, position: tuple[int, ...]) -> Any:
    if hasattr(frame, "data_vars"):
        return frame[field].to_numpy()[position]
    if field not in frame.columns:
        return frame.index[position[0]]
    return frame[field].to_numpy()[position]


def _frame(data: Any, framework: str) -> Any:
    """Data in the form that a schema is for: columns of a table, `time` as the index or in polars as one.

    Raises:
        OptionError: the data have no such form.
    """
    is_dataset = hasattr(data, "data_vars")
    if framework == "xarray":
        if not is_dataset:
            raise OptionError(
                "a schema for xarray cannot judge a DataFrame", expected="one for pandas or polars"
            )
        return data
    if framework == "pandas":
        return _pandas(data) if is_dataset else data
    import polars as pl

    if is_dataset:
        return pl.DataFrame({name: data[name].to_numpy() for name in _columns(data)}, nan_to_null=True)
    return pl.from_pandas(data, include_index=data.index.name is not None)


def _pandas(dataset: xr.Dataset) -> Any:
    columns = _columns(dataset)
    return dataset[columns].to_dataframe()[[name for name in columns if name != "time"]]


def _columns(dataset: xr.Dataset) -> list[str]:
    """Names of the variables of a table's rows, stamps first."""
    rows = next((dim for dim in ("time", "row") if dim in dataset.dims), None)
    found = [str(name) for name, var in dataset.variables.items() if var.dims == (rows,)]
    if rows is None or not found:
        raise OptionError(
            f"a schema for frames cannot judge data on {', '.join(map(str, dataset.dims)) or 'no dimension'}",
            expected="a DatasetSchema of pandera.xarray",
        )
    return sorted(found, key=lambda name: name != "time")


def _merged(report: Report, job: Job, found: Any) -> Report:
    """The report with further findings of the rules that run, errors first."""
    on = {rule.code for rule in job.rules()[0]}
    mine = [finding for finding in found if finding.code in on or finding.code == CRASHED]
    order = list(Severity)
    findings = sorted([*report.findings, *mine], key=lambda finding: order.index(finding.severity))
    crashed = any(finding.code == CRASHED for finding in mine)
    return replace(report, findings=tuple(findings), incomplete=report.incomplete or crashed)
