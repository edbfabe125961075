from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

import numpy as np
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icos_ingest.content import Block, Content
from icos_ingest.errors import CorruptFile, IcosIngestError, LimitExceeded, OptionError, UnsupportedVariant
from icos_ingest.model import Certainty, Limits, Match, Options, Source
from icos_ingest.readers import xlsx, zip_archive
from icos_ingest.readers.xlsx import READER


def moment(clock: str) -> datetime:
    return datetime.fromisoformat(f"2020-01-01 {clock}")


HALF_HOURS = [moment("00:00"), moment("00:30"), moment("01:00")]


def book(**sheets: Iterable[Iterable[Any]]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def opened(data: bytes, **options: Any) -> Content:
    return READER.read(Source.of(data, name="a.xlsx"), Options(**options), None)


def only_block(content: Content, name: str = "S") -> Block:
    (block,) = content.tables()[name].blocks()
    return block


def repacked(data: bytes, **changed: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(
                info.filename, changed.get(info.filename.rsplit("/", 1)[-1].split(".")[0], old.read(info))
            )
    return target.getvalue()


TABLE = [["TIMESTAMP", "CO2", "flag"], *([t, 400 + i / 2, "O"] for i, t in enumerate(HALF_HOURS))]


def test_a_workbook_is_never_both_a_workbook_and_a_zip() -> None:
    source = Source.of(book(S=TABLE), name="a.zip")
    match = READER.sniff(source)
    assert isinstance(match, Match)
    assert (match.format, match.certainty) == ("xlsx", Certainty.SIGNATURE)
    assert isinstance(zip_archive.READER.sniff(source), str)


def test_a_table_has_times_numbers_and_text_on_the_rows_of_the_sheet() -> None:
    with opened(book(S=TABLE)) as content:
        assert content.facts.format == "xlsx"
        assert not content.facts.text
        assert content.facts.time is not None
        assert content.facts.time.name == "TIMESTAMP"
        assert "taken as UTC" in content.facts.time.evidence
        block = only_block(content)
    assert block.lines == [2, 3, 4]
    assert block.time is not None
    assert block.time.values.dtype == np.dtype("M8[ms]")
    assert block.time.values.tolist() == HALF_HOURS
    assert block.columns["CO2"].values.tolist() == [400.0, 400.5, 401.0]
    assert block.columns["flag"].values.tolist() == ["O", "O", "O"]
    assert block.text(1, 1) == "400.5"
    place = block.place(1, block.columns["CO2"])
    assert (place.line, place.column, place.field, place.value) == (3, 2, "CO2", "400.5")


def test_what_stands_above_the_titles_is_a_fact_with_its_place() -> None:
    rows = [["Station", "Norunda"], [], ["made by hand"], *TABLE]
    with opened(book(S=rows)) as content:
        facts = content.facts.header
        assert facts["Station"].value == "Norunda"
        assert (facts["Station"].place.line, facts["Station"].place.group) == (1, "S")
        assert facts["S row 3 cell 1"].value == "made by hand"
        assert only_block(content).lines == [5, 6, 7]
        assert [column.place.line for column in content.tables()["S"].columns] == [4, 4, 4]


def test_a_row_of_units_is_taken_and_told() -> None:
    rows = [TABLE[0], ["", "[ppm]", ""], *TABLE[1:]]
    with opened(book(S=rows)) as content:
        assert [column.unit for column in content.tables()["S"].columns] == [None, "ppm", None]
        assert "Row 2" in content.facts.notes[0]
        assert only_block(content).n == 3


def test_units_in_the_titles_are_taken() -> None:
    with opened(book(S=[["a [ppm]", "b"], [1, 2]])) as content:
        assert content.tables()["S"].columns[0].unit == "ppm"


def test_an_error_of_excel_is_told_with_its_cell_and_the_value_is_missing() -> None:
    rows = [["CO2", "H2O"], *([i, i] for i in range(200)), ["#REF!", 1.5]]
    with opened(book(S=rows)) as content:
        block = only_block(content)
    (fault,) = block.faults
    assert fault.kind == "excel-error"
    place = fault.place
    assert (place.line, place.column, place.field, place.group, place.value) == (202, 1, "CO2", "S", "#REF!")
    assert block.columns["CO2"].missing[-1]
    assert not block.columns["CO2"].refused.any()


def test_text_in_a_column_of_numbers_is_refused_and_numbers_as_text_are_numbers() -> None:
    rows = [["CO2", "x"], *([i, "a"] for i in range(200)), ["broken", "a"], ["4.5", "a"]]
    with opened(book(S=rows)) as content:
        column = only_block(content).columns["CO2"]
    assert column.refused.nonzero()[0].tolist() == [200]
    assert column.values[-1] == 4.5


def test_days_and_times_of_day_in_two_columns_make_one_stamp() -> None:
    day = moment("00:00")
    rows = [["day", "clock", "x"], [day, time(0, 0), 1], [day, time(0, 30), 2]]
    with opened(book(S=rows)) as content:
        block = only_block(content)
    assert block.time is not None
    assert block.time.values.tolist() == [moment("00:00"), moment("00:30")]


def test_blank_rows_are_no_rows_and_ragged_rows_are_filled_or_told() -> None:
    rows = [["a", "b"], [1, 2], [], [3], *([5, 6] for _ in range(1100)), [7, 8, "beyond"]]
    with opened(book(S=rows)) as content:
        block = only_block(content)
    assert block.lines is not None
    assert list(block.lines[:3]) == [2, 4, 5]
    assert block.columns["b"].missing[1]
    assert [(fault.kind, fault.place.value) for fault in block.faults] == [("long-row-cut", "beyond")]


def test_sheets_are_tables_in_order_and_one_can_be_asked_for() -> None:
    data = book(First=TABLE, Empty=[], Second=[["a", "b"], [1, 2]])
    with opened(data) as content:
        assert list(content.tables()) == ["First", "Second"]
        assert content.facts.notes == ("The sheet Empty is empty.",)
    with opened(data, table="Second") as content:
        assert list(content.tables()) == ["Second"]
    with pytest.raises(OptionError, match="no sheet 'Third'"):
        opened(data, table="Third")


def test_a_workbook_without_a_table_is_told() -> None:
    with opened(book(S=[])) as content:
        assert [fault.kind for fault in content.facts.faults] == ["empty-container"]


def test_what_a_sheet_claims_of_its_size_is_not_believed() -> None:
    data = book(S=[["a", "b"], [1, 2]])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    huge = sheet.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"')
    assert huge != sheet
    with opened(repacked(data, sheet1=huge)) as content:
        assert only_block(content).n == 1
    far = (
        sheet.replace(b'<row r="2"', b'<row r="99999999999"').replace(b'r="A2"', b"").replace(b'r="B2"', b"")
    )
    with pytest.raises(CorruptFile, match="a row beyond"):
        opened(repacked(data, sheet1=far))


def test_a_document_type_is_refused_before_it_is_parsed() -> None:
    data = book(S=TABLE)
    for evil in (
        b'<!DOCTYPE x [<!ENTITY a "b">]><x/>',
        b'<?xml version="1.0"?><!-- <x --><!DOCTYPE x [<!ENTITY a "b">]><x/>',
        '<!DOCTYPE x [<!ENTITY a "b">]><x/>'.encode("utf-16"),
        b"<!-- " + b" " * 70_000 + b"--><!DOCTYPE x []><x/>",
    ):
        with pytest.raises(UnsupportedVariant, match="does not begin as XML"):
            opened(repacked(data, workbook=evil))


def test_limits_hold_before_a_parser_sees_the_workbook() -> None:
    data = repacked(book(S=TABLE), theme1=b"<x>" + b" " * 11_000_000 + b"</x>")
    with pytest.raises(LimitExceeded, match="theme1"):
        opened(data, limits=Limits(ratio=100, harmless=10_000_000))
    with pytest.raises(LimitExceeded):
        opened(data, limits=Limits(array=1_000_000))
    with pytest.raises(LimitExceeded, match="members"):
        opened(data, limits=Limits(members=3))


def test_old_and_protected_workbooks_are_named_and_refused() -> None:
    old = xlsx._OLE2 + bytes(512)
    match = READER.sniff(Source.of(old))
    assert isinstance(match, Match)
    assert match.format == "xls"
    with pytest.raises(UnsupportedVariant, match="before 2007"):
        opened(old)
    with pytest.raises(UnsupportedVariant, match="password"):
        opened(old + "EncryptedPackage".encode("utf-16-le"))
    assert isinstance(READER.sniff(Source.of(old + "WordDocument".encode("utf-16-le"))), str)


SMALL = book(S=[*TABLE, ["x", 1, 2]])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(SMALL) - 1), st.integers(0, 255)), max_size=4),
    st.integers(0, len(SMALL)),
)
def test_whatever_the_bytes_only_our_own_errors_come(changes: list[tuple[int, int]], cut: int) -> None:
    data = bytearray(SMALL)
    for at, value in changes:
        data[at] = value
    for broken in (bytes(data), bytes(data[:cut])):
        _read_all(broken)


with zipfile.ZipFile(io.BytesIO(SMALL)) as _archive:
    SHEET = _archive.read("xl/worksheets/sheet1.xml")


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, len(SHEET)),
    st.integers(0, 6),
    st.sampled_from([b"", b"9", b"<", b'"', b"-1e400", b"&x;", b"A0"]),
)
def test_whatever_the_xml_only_our_own_errors_come(at: int, length: int, text: bytes) -> None:
    _read_all(repacked(SMALL, sheet1=SHEET[:at] + text + SHEET[at + length :]))


def _read_all(data: bytes) -> None:
    source = Source.of(data, name="a.xlsx")
    READER.sniff(source)
    try:
        with READER.read(source, Options(), None) as content:
            for table in content.tables().values():
                for _ in table.blocks():
                    pass
    except IcosIngestError:
        return


def test_real_workbooks_are_tables(real_data: Any) -> None:
    with READER.read(Source.of(real_data / "csv" / "fr_skip-rows.xlsx"), Options(), None) as content:
        (table,) = content.tables().values()
        assert [column.title for column in table.columns] == ["A", "B"]
        assert content.facts.header["Sheet 1 row 1 cell 1"].value == "Table 1"
