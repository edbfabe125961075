"""Excel workbooks (.xlsx): one table per sheet, its rows under the first row of titles.

Values are those that Excel stored last; formulas are not evaluated. Lines of places are rows of the sheet.
Excel knows no time zones: its dates and times are taken as UTC.
"""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from icos_ingest.archives.members import in_our_words
from icos_ingest.archives.parts import check_parts
from icos_ingest.archives.zips import is_workbook
from icos_ingest.content import Content, Fact, Facts, Reader, Table, TimeFacts
from icos_ingest.errors import CorruptFile, OptionError, UnsupportedVariant
from icos_ingest.model import Certainty, Fault, Match, Options, Source
from icos_ingest.sheets import Row, Sheet, scan, text_of

if TYPE_CHECKING:
    from icos_ingest.schema import Spec

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAX_ROW = 1_048_576
"""Rows of a sheet in any Excel."""
_RUN = 500
"""Rows taken from the parser at a time."""
_MAC = 1904
"""The year in which the days of a workbook of the first Excels for the Macintosh begin."""
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
        with in_our_words(source.name, "the workbook is damaged"), zipfile.ZipFile(path) as archive:
            sheets = [_sheet(sheet, archive, options, spec) for sheet in wanted]
        opened = stack.pop_all()
    return _Book(sheets, book.epoch.year, opened)


def _sheet(sheet: Any, archive: zipfile.ZipFile, options: Options, spec: Spec | None) -> Sheet:
    found = Sheet(sheet.title, partial(_rows, sheet), options, spec)
    with archive.open(sheet._worksheet_path) as part:  # noqa: SLF001  # openpyxl tells it nowhere else
        found.lay_out(scan(part, f"sheet {sheet.title}"), hidden=sheet.sheet_state != "visible")
    return found


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

    def __init__(self, sheets: Sequence[Sheet], epoch: int, stack: ExitStack) -> None:
        self._sheets = [sheet for sheet in sheets if sheet.plans]
        self._stack = stack
        notes = [f"The sheet {sheet.name} is empty." for sheet in sheets if not sheet.plans]
        header: dict[str, Fact] = {}
        for sheet in self._sheets:
            header |= sheet.above
            notes += sheet.notes
        faults = [fault for sheet in self._sheets for fault in sheet.faults]
        if not self._sheets:
            faults.append(Fault("empty-container", expected="a sheet with a table"))
        if epoch == _MAC and any(sheet.dates for sheet in self._sheets):
            faults.append(Fault("other-date-system"))
        stamped = next((sheet for sheet in self._sheets if sheet.stamp is not None), None)
        self.facts = Facts(
            "xlsx",
            header=header,
            time=TimeFacts(stamped.stamp_name, evidence=_EVIDENCE) if stamped else None,
            faults=tuple(faults),
            notes=tuple(notes),
        )

    def tables(self) -> Mapping[str, Table]:
        return {
            sheet.name: Table.of_blocks(sheet.name, [plan.info for plan in sheet.plans], sheet.blocks)
            for sheet in self._sheets
        }

    def close(self) -> None:
        self._stack.close()


def _rows(sheet: Any) -> Iterator[Row]:
    """The rows that hold something; what the sheet claims of its size is not believed."""
    sheet.reset_dimensions()
    cells, before = sheet.iter_rows(), 0
    while run := _run(sheet, cells):
        for number, row in enumerate(run, start=before + 1):
            texts = [text_of(cell.value) for cell in row]
            if any(texts):
                errors = [i for i, cell in enumerate(row) if cell.data_type == "e" and texts[i]]
                yield Row(number, [cell.value for cell in row], texts, errors)
        before += len(run)
        if before > _MAX_ROW:
            what = f"the sheet has a row beyond the {_MAX_ROW:,} that a sheet can have"
            raise CorruptFile(what, source=sheet.title)


def _run(sheet: Any, cells: Iterator[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    with in_our_words(f"sheet {sheet.title}", "the sheet is damaged"), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # dates beyond Excel's calendar become error cells
        return list(islice(cells, _RUN))


READER = Reader("xlsx", "Excel workbook", ("xlsx", "xls"), sniff, read)
