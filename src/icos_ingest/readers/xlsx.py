"""Excel workbooks (.xlsx): one table per sheet, its rows under the first row of titles.

Values are those that Excel stored last; formulas are not evaluated. Lines of places are rows of the sheet.
Excel knows no time zones: its dates and times are taken as UTC.
"""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, time
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

from icos_ingest.archives import in_our_words
from icos_ingest.archives.parts import check_parts
from icos_ingest.archives.zips import is_workbook
from icos_ingest.content import Block, Column, Content, Fact, Facts, Reader, Table, TimeFacts
from icos_ingest.errors import CorruptFile, OptionError, UnsupportedVariant
from icos_ingest.model import Certainty, Fault, Match, Options, Place, Source
from icos_ingest.sheets import ABOVE, Row, clock_times, instant, text_of, titles_row, units_row
from icos_ingest.text.headers import bracketed_units
from icos_ingest.text.plan import LOOKALIKES, SAMPLE, Plan, Titles, plan_columns

if TYPE_CHECKING:
    from icos_ingest.schema import Spec

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAX_ROW = 1_048_576
"""Rows of a sheet in any Excel."""
_CELLS = 200_000
"""Cells of a block."""
_RUN = 500
"""Rows taken from the parser at a time."""
_EVIDENCE = "the first column of dates stamps the rows; Excel states no time zone, taken as UTC"


def sniff(source: Source) -> Match | str:
    """The members that make a zip a workbook; or the container of Excel up to 2003, to say so."""
    head = source.peek()
    if is_workbook(head):
        return Match("xlsx", Certainty.SIGNATURE, "it is a zip that holds the sheets of an Excel workbook")
    if head.startswith(_OLE2) and not _mentions(head, "WordDocument"):
        return Match("xls", Certainty.SIGNATURE, "the first bytes are those of an Excel file of before 2007")
    return "it is no zip that holds an Excel workbook"


def read(source: Source, options: Options, spec: Spec | None) -> Content:
    """Open a workbook.

    Raises:
        UnsupportedVariant: it is of another kind than .xlsx, protected with a password, or its XML is odd.
        LimitExceeded: it unfolds to more than the limits allow.
        CorruptFile: it cannot be read.
        OptionError: the sheet that was asked for is not there.
    """
    _refuse_others(source)
    with ExitStack() as stack:
        path = stack.enter_context(source.local_path(".xlsx", options.limits.spool))
        with in_our_words(source.name, "the workbook is damaged"):
            with zipfile.ZipFile(path) as archive:
                check_parts(archive, options.limits, source.name)
            book = _load(stack.enter_context(path.open("rb")))
            stack.callback(book.close)
            names = [sheet.title for sheet in book.worksheets]
        if options.table is not None and options.table not in names:
            raise OptionError(
                f"there is no sheet {options.table!r}",
                expected="one of " + ", ".join(names),
                source=source.name,
            )
        wanted = [sheet for sheet in book.worksheets if options.table in (None, sheet.title)]
        with in_our_words(source.name, "the workbook is damaged"):
            sheets = [_Sheet(sheet, source.name, options, spec) for sheet in wanted]
        opened = stack.pop_all()
    return _Book(sheets, opened)


def _refuse_others(source: Source) -> None:
    head = source.peek()
    if head.startswith(_OLE2):
        what = "this is an Excel file of before 2007 (.xls)"
        if _mentions(head, "EncryptedPackage"):
            what = "this workbook is protected with a password"
        raise UnsupportedVariant(what, hint="save it as .xlsx, or as CSV", source=source.name)


def _mentions(head: bytes, name: str) -> bool:
    return name.encode("utf-16-le") in head


def _load(path: object) -> Any:
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions that are of no interest here
        return openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)


class _Book(Content):
    """An opened workbook."""

    def __init__(self, sheets: Sequence[_Sheet], stack: ExitStack) -> None:
        self._sheets = [sheet for sheet in sheets if sheet.plans]
        self._stack = stack
        notes = [f"The sheet {sheet.name} is empty." for sheet in sheets if not sheet.plans]
        header: dict[str, Fact] = {}
        for sheet in self._sheets:
            header |= sheet.above
            notes += sheet.notes
        stamped = next((sheet for sheet in self._sheets if sheet.stamp is not None), None)
        self.facts = Facts(
            "xlsx",
            header=header,
            time=TimeFacts(stamped.stamp_name, evidence=_EVIDENCE) if stamped else None,
            faults=() if self._sheets else (Fault("empty-container", expected="a sheet with a table"),),
            notes=tuple(notes),
        )

    def tables(self) -> Mapping[str, Table]:
        return {
            sheet.name: Table(sheet.name, [plan.info for plan in sheet.plans], sheet.blocks)
            for sheet in self._sheets
        }

    def close(self) -> None:
        self._stack.close()


class _Sheet:
    """One sheet: where its titles stand, what its columns hold, and its rows."""

    def __init__(self, sheet: Any, label: str, options: Options, spec: Spec | None) -> None:
        self.name: str = sheet.title
        self.notes: list[str] = []
        self.above: dict[str, Fact] = {}
        self.plans: list[Plan] = []
        self.dates: set[int] = set()
        self.stamp: int | None = None
        self.clock: int | None = None
        self._sheet = sheet
        self._label = f"{label}, sheet {sheet.title}"
        filled = list(islice(self._rows(), ABOVE + SAMPLE))
        if not filled:
            return
        head = titles_row(filled)
        self._above(filled[:head])
        body = filled[head + 1 :]
        self.width = max(len(row.texts) for row in filled[head:])
        units = bracketed_units(filled[head].texts)
        if given := units_row(body, LOOKALIKES):
            units |= given
            self.notes.append(f"Row {body[0].number} of the sheet {self.name} is taken for the units.")
            body = body[1:]
        self._start = body[0].number if body else filled[head].number + 1
        self._plan(filled[head], body, units, options, spec)

    @property
    def stamp_name(self) -> str:
        """Name of the column that stamps the rows."""
        assert self.stamp is not None, "it is asked for only where there is one"
        return self.plans[self.stamp].info.name

    def _above(self, rows: Sequence[Row]) -> None:
        for row in rows:
            cells = [(i, text) for i, text in enumerate(row.texts) if text]
            pair = len(cells) == 2
            for i, text in cells[1:] if pair else cells:
                name = cells[0][1].rstrip(": ") if pair else f"{self.name} row {row.number} cell {i + 1}"
                place = Place(line=row.number, column=i + 1, field=name, group=self.name, value=text[:100])
                self.above[name] = Fact(text, place)

    def _plan(
        self, head: Row, body: Sequence[Row], units: Mapping[int, str], options: Options, spec: Spec | None
    ) -> None:
        titles = _padded(head.texts, self.width)
        sample = [_padded(_without_errors(row), self.width) for row in body[:SAMPLE]]
        plans = plan_columns(Titles(titles, head.number, units, {}), sample, {}, spec, options)
        for i, plan in enumerate(plans):
            told = [row.values[i] for row in body if i < len(row.values) and row.texts[i] not in LOOKALIKES]
            told = [value for value in told if not str(value).startswith("#")]
            info = replace(plan.info, place=replace(plan.info.place, group=self.name))
            if told and all(instant(value) is not None for value in told):
                self.dates.add(i)
                self.stamp = i if self.stamp is None else self.stamp
                info = replace(info, format=None)
            elif told and self.clock is None and all(isinstance(value, time) for value in told):
                self.clock = i
            self.plans.append(replace(plan, info=info))
        days = [
            row.values[self.stamp] for row in body if self.stamp is not None and len(row.values) > self.stamp
        ]
        if any(isinstance(day, datetime) and day.time() != time() for day in days):
            self.clock = None  # the dates have a time of day of their own

    def _rows(self) -> Iterator[Row]:
        """The rows that hold something; what the sheet claims of its size is not believed."""
        self._sheet.reset_dimensions()
        cells, before = self._sheet.iter_rows(), 0
        while run := self._run(cells):
            for number, row in enumerate(run, start=before + 1):
                texts = [text_of(cell.value) for cell in row]
                if any(texts):
                    errors = [i for i, cell in enumerate(row) if cell.data_type == "e" and texts[i]]
                    yield Row(number, [cell.value for cell in row], texts, errors)
            before += len(run)
            if before > _MAX_ROW:
                what = f"the sheet has a row beyond the {_MAX_ROW:,} that a sheet can have"
                raise CorruptFile(what, source=self._label)

    def _run(self, cells: Iterator[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        with in_our_words(self._label, "the sheet is damaged"), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # dates beyond Excel's calendar become error cells
            return list(islice(cells, _RUN))

    def blocks(self) -> Iterator[Block]:
        """The rows under the titles, without blank ones."""
        rows = (row for row in self._rows() if row.number >= self._start)
        first = 0
        while run := list(islice(rows, max(1, _CELLS // self.width))):
            yield self._block(first, run)
            first += len(run)

    def _block(self, first: int, rows: list[Row]) -> Block:
        texts = [_padded(row.texts, self.width) for row in rows]
        faults = [fault for row in rows for fault in self._faults(row)]
        wrong = {i: [n for n, row in enumerate(rows) if i in row.errors] for i in range(self.width)}
        columns: dict[str, Column] = {}
        for i, plan in enumerate(self.plans):
            if i in self.dates:
                column = _dates(plan, [row.values[i] if i < len(row.values) else None for row in rows])
            elif plan.info.format:
                column = plan.column([row[i] for row in texts])
            else:
                continue
            if wrong[i] and column.values.dtype != object:
                # The fault tells of it; the cell itself is as good as empty.
                column.missing[wrong[i]], column.refused[wrong[i]] = True, False
            columns[plan.info.name] = column
        stamps = columns[self.stamp_name] if self.stamp is not None else None
        if stamps is not None and self.clock is not None:
            stamps = replace(stamps, values=stamps.values + clock_times(self.clock, rows))
        numbers = [row.number for row in rows]
        return Block(first, len(rows), columns, stamps, faults, lines=numbers, cells=texts)

    def _faults(self, row: Row) -> Iterator[Fault]:
        place = Place(line=row.number, group=self.name)
        for i in row.errors:
            name = self.plans[i].info.name if i < self.width else None
            at = replace(place, column=i + 1, field=name, value=row.texts[i])
            yield Fault("excel-error", at, "a value, or nothing", "Excel could not compute the cell")
        if any(row.texts[self.width :]):
            at = replace(place, column=self.width + 1, value=" ".join(row.texts[self.width :])[:100])
            yield Fault("long-row-cut", at, f"{self.width} cells")


def _dates(plan: Plan, values: Sequence[Any]) -> Column:
    """Dates as milliseconds in UTC; text that is no date is refused."""
    missing = np.array([value is None or text_of(value) in LOOKALIKES for value in values], dtype=bool)
    found = [instant(value) for value in values]
    stamps = np.array([np.datetime64("NaT") if f is None else f for f in found], dtype="M8[ms]")
    return Column(plan.info, stamps, missing, np.isnat(stamps) & ~missing)


def _without_errors(row: Row) -> list[str]:
    return ["" if i in row.errors else text for i, text in enumerate(row.texts)]


def _padded(texts: Sequence[str], width: int) -> list[str]:
    return [*texts[:width], *[""] * (width - len(texts))]


READER = Reader("xlsx", "Excel workbook", ("xlsx", "xls"), sniff, read)
