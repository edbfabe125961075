from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icos_ingest import registry
from icos_ingest.content import Block, ColumnInfo, Facts
from icos_ingest.errors import IcosIngestError, LimitExceeded, OptionError
from icos_ingest.model import Certainty, Fault, Limits, Match, Options, Source
from icos_ingest.pipeline import validate
from icos_ingest.readers.delimited_text import READER
from icos_ingest.rule_kinds import FaultRule

_STACK = ExitStack()


@pytest.fixture(autouse=True)
def _close() -> Iterator[None]:
    with _STACK:
        yield


class Read:
    """A table, read to its end."""

    def __init__(self, data: bytes | Path, options: Options | None = None) -> None:
        content = _STACK.enter_context(READER.read(Source.of(data), options or Options(), None))
        self.facts: Facts = content.facts
        self.columns: list[ColumnInfo] = []
        self.blocks: list[Block] = []
        for table in content.tables().values():
            self.columns = list(table.columns)
            self.blocks = list(table.blocks())

    @property
    def rows(self) -> list[list[str]]:
        return [list(cells) for block in self.blocks for cells in block.cells or ()]

    @property
    def names(self) -> list[str]:
        return [info.name for info in self.columns]

    @property
    def faults(self) -> list[Fault]:
        return [*self.facts.faults, *(fault for block in self.blocks for fault in block.faults)]

    @property
    def kinds(self) -> list[tuple[str, int | None]]:
        return [(fault.kind, fault.place.line) for fault in self.faults]

    @property
    def times(self) -> list[str]:
        return [str(t) for block in self.blocks if block.time is not None for t in block.time.values]

    def values(self, name: str) -> list[float]:
        return [float(v) for block in self.blocks for v in block.columns[name].values]

    def noted(self, words: str) -> bool:
        return any(words in note for note in self.facts.notes)


def read(text: str, **options: object) -> Read:
    return Read(text.encode(), Options(**options))  # type: ignore[arg-type]


FILES = [
    # file, separator in the notes, rows, first stamp in UTC (None: no time), kinds of faults
    ("atmosphere/14c_mhd_integrals_noaa_smoothed_final.csv", "','", 8396, "2000-10-14T00:00:00.000", ()),
    ("atmosphere/facilities_GBq_year_2006_2022_upd_2024_09_04.csv", "','", 88, None, ()),
    ("atmosphere/icos_format_info.csv", "','", 42, None, ()),
    ("atmosphere/svb_co2.csv", "','", 15640, "2017-06-01T00:00:00.000", ()),
    ("atmosphere/tta.co2.1minute.222m.min.dat", "blanks", 56, "2011-03-29T23:59:00.000", ("titles-per-row",)),
    ("ecosystem/Example_DETha98.txt", "a tab", 17520, "1998-01-01T00:30:00.000", ()),
    ("ecosystem/data_for_QC_flag_filtering.csv", "','", 1461, "2009-01-01T00:00:00.000", ()),
    ("ecosystem/AMF_US-CRT_BASE_HH_2-5.csv", "','", 96, "2011-01-01T00:00:00.000", ()),
    ("ecosystem/FLX_DK-Gds_FLUXNET2015_FULLSET_DD_2020-2020_beta-3.csv", "','", 366, "2020-01-01T00:00:00.000", ()),
    ("ecosystem/FLX_DK-Gds_FLUXNET2015_FULLSET_MM_2020-2020_beta-3.csv", "','", 12, "2020-01-01T00:00:00.000", ()),
    ("ecosystem/eddypro_CH-HON_FR-20240818-090003_fluxnet_2024-08-18T090018_adv.csv", "','", 132, "2024-08-15T01:00:00.000", ()),
    ("ecosystem/SE-Htm_2016.csv", "','", 17568, "2016-01-01T00:30:00.000", ("wrong-encoding",)),
    ("ocean/18TH19740811.exc.csv", "','", 29, "1974-08-13T01:03:00.000", ()),
    ("ocean/26NA20050107_CO2_underway_SOCATv3.tab", "a tab", 526, "2005-01-07T01:08:00.000", ()),
    ("ocean/Fal_mooring_flux.tsv", "a tab", 1858, "2018-09-14T00:00:00.000", ()),
    ("ocean/ostergarnsholm_data.tab", "a tab", 14447, "2015-01-28T10:00:00.000", ()),
    ("ocean/otc_quality_flags.tab", "a tab", 10, "2005-01-07T01:08:00.000", ()),
    ("ocean/part1_calibration.tsv", "a tab", 30, None, ("ambiguous-date",)),
    ("ocean/part2_input_raw_small.tsv", "a tab", 41, None, ("ambiguous-date",)),
    ("ocean/part3_zero.txt", "a tab", 666, "2018-03-02T20:32:51.000", ()),
    ("ocean/part4_input_raw_cruise_dat.txt", "a tab", 2948, None, ("ambiguous-date",)),
    ("other-timeseries/175_BELLAHOUSTONACADEMY.csv", "','", 27, "2021-07-15T11:00:00.000", ()),
    ("other-timeseries/AncillaryCP_117_20160321.csv", "','", 192, "2016-02-12T00:00:00.000", ()),
    ("other-timeseries/BIF_Ancillary_Variables.csv", "','", 367, None, ("wrong-encoding",) * 11),
    ("other-timeseries/LGRData_10Hz.txt", "','", 17932, "2023-06-24T04:30:00.000", ()),
    ("other-timeseries/SE-Htm_fluxes_2015-01-01_CP_flag.txt", "','", 48, "2014-12-31T23:30:00.000", ("wrong-encoding",)),
    ("other-timeseries/Unknown_site.csv", "','", 1, "2015-04-18T04:00:00.000", ()),
    ("other-timeseries/ams137s00.lsce.as.cn.co2.nl.mo.dat", "blanks", 360, "1981-01-01T00:00:00.000", ()),
    ("other-timeseries/bsd.picarro.1minute.42m.dupes.dat", "blanks", 6, "2014-01-30T11:15:30.000", ()),
    ("other-timeseries/bsd.picarro.hourly.108m.min.dat", "blanks", 999, "2014-01-30T11:20:45.000", ()),
    ("other-timeseries/ch4_UNKOWN_surface-flask_1_ccgg_event.txt", "blanks", 10, "1991-07-05T17:00:00.000", ()),
    ("other-timeseries/ch4_aoa_aircraft-flask_19_allvalid.txt", "blanks", 2746, "2011-02-16T02:17:30.000", ()),
    ("other-timeseries/ch4_scsn06_surface-flask_1_ccgg_event.txt", "blanks", 10, "1991-07-05T17:00:00.000", ()),
    ("other-timeseries/co2_data.csv", "','", 230, "2021-06-16T01:00:00.000", ()),
    ("other-timeseries/eddypro_full_output_CH-FRU.csv", "','", 468, "2024-03-29T01:30:00.000", ()),
    ("other-timeseries/fluxnetHhMetaSrc.csv", "','", 30, None, ()),
    ("other-timeseries/generic_1min_CH-FRU.csv", "','", 27600, "2024-03-31T23:59:30.000", ()),
    ("other-timeseries/glasgow_licor_sample.txt", "','", 19, "2021-08-25T14:35:57.000", ()),
    ("other-timeseries/incorrect_format.csv", "','", 2, "2015-04-18T04:00:00.000", ()),
    ("other-timeseries/variablesHarmonizedVocab_OTC_CP.csv", "','", 227, None, ()),
    ("other-timeseries/variablesHarmonized_OTC_CP.csv", "','", 51, None, ()),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "separator", "rows", "first", "faults"), FILES, ids=[file[0] for file in FILES]
)
def test_a_real_file_is_read_without_being_told_anything(
    real_data: Path, file: str, separator: str, rows: int, first: str | None, faults: tuple[str, ...]
) -> None:
    match = READER.sniff(Source.of(real_data / file))
    assert isinstance(match, Match)
    assert (match.format, match.certainty) == ("csv", Certainty.FALLBACK)
    found = Read(real_data / file)
    assert found.noted(f"separator is {separator}") or found.noted(f"separator is a run of {separator}")
    assert sum(block.n for block in found.blocks) == rows
    assert (found.times[0] if found.times else None) == first
    assert (found.facts.time is None) == (first is None)
    assert tuple(fault.kind for fault in found.faults) == faults
    assert not any(column.refused.any() for block in found.blocks for column in block.columns.values())
    assert not any(block.time.refused.any() for block in found.blocks if block.time is not None)


def test_the_hash_before_site_is_taken_off(real_data: Path) -> None:
    found = Read(real_data / "atmosphere/svb_co2.csv")
    assert found.names == ["DateTime", "Site", "SamplingHeight", "InstrumentId", "co2"]
    assert found.noted("'#Site'")


def test_ambiguous_dates_are_placed_and_give_way_to_the_option(real_data: Path) -> None:
    file = real_data / "ocean/part1_calibration.tsv"
    (fault,) = Read(file).faults
    assert (fault.place.line, fault.place.column, fault.place.value) == (2, 1, "07.06.2019 11:21")
    assert fault.expected is not None
    assert "--day-first" in fault.expected
    assert Read(file, Options(day_first=True)).times[0] == "2019-06-07T11:21:00.000"
    assert Read(file, Options(day_first=False)).times[0] == "2019-07-06T11:21:00.000"


def test_the_proof_of_the_order_of_day_and_month_is_named(real_data: Path) -> None:
    found = Read(real_data / "ocean/part3_zero.txt")
    assert found.noted("day first, proved by 13.03.2018 on line 173")
    found = Read(real_data / "ecosystem/data_for_QC_flag_filtering.csv")
    assert found.noted("month first, proved by 1/13/2009 on line 14")


def test_a_raw_file_of_the_ocean_workshop_keeps_its_odd_columns(real_data: Path) -> None:
    found = Read(real_data / "ocean/part4_input_raw_cruise_dat.txt", Options(day_first=True))
    assert found.names[6:9] == ["latitude", "longitude", "latitude_2"]
    assert found.noted("columns 'PC Date' and 'PC Time'")
    assert found.noted("not used as time: columns 'GPS date' and 'gps time'")


def test_the_rows_above_an_eddypro_table_are_titles_and_units(real_data: Path) -> None:
    found = Read(real_data / "other-timeseries/eddypro_full_output_CH-FRU.csv")
    units = {info.name: info.unit for info in found.columns}
    assert units["co2_flux"] == "[µmol+1s-1m-2]"
    assert units["date"] is None
    assert found.noted("line 1 groups the columns: file_info, corrected_fluxes_and_quality_flags")
    assert found.noted("line 2 holds the titles")
    assert found.noted("line 3 holds units")


def test_two_rows_of_titles_are_joined(real_data: Path) -> None:
    found = Read(real_data / "other-timeseries/bsd.picarro.hourly.108m.min.dat")
    assert found.names[:7] == ["date", "time", "type", "port", "ch4 C", "ch4 stdev", "ch4 N"]
    assert found.values("ch4 C")[0] == 1961.77


@pytest.mark.parametrize(
    "name",
    [
        "comma_in_quotes",
        "empty",
        "escaped_quotes",
        "newlines",
        "quotes_and_newlines",
        "simple",
        "simple_crlf",
        "utf8",
    ],
)
def test_csv_spectrum_is_read_exactly(real_data: Path, name: str) -> None:
    found = Read(real_data / f"csv/spec_{name}.csv")
    expected = json.loads((real_data / f"csv-expected/spec_{name}.json").read_text())
    expected = expected if isinstance(expected, list) else [expected]
    assert [dict(zip(found.names, cells, strict=True)) for cells in found.rows] == expected
    assert not found.faults


POLLUTED = {
    "po_file_field_delimiter_0x20.csv": "cells hold unquoted blanks, which are the separator as well",
    "po_file_header_only.csv": "its parameters count no columns for a file of titles alone",
    "po_file_multitable_less.csv": "the second table is kept as rows, the clean twin leaves it out",
    "po_file_multitable_more.csv": "as above",
    "po_file_multitable_same.csv": "as above",
}


def test_pollutions_of_pollock_change_neither_columns_nor_rows(real_data: Path) -> None:
    odd = set()
    for file in sorted((real_data / "csv").glob("po_*.csv")):
        expected = real_data / "csv-expected"
        with (expected / f"po_clean_{file.name.removeprefix('po_')}").open(newline="") as stream:
            clean = list(csv.reader(stream))
        columns = json.loads((expected / f"{file.name}_parameters.json").read_text())["n_columns"]
        found = Read(file)
        if (len(found.columns), len(found.rows)) != (columns, max(0, len(clean) - 1)):
            odd.add(file.name)
    assert odd == set(POLLUTED)


@pytest.mark.parametrize(
    ("file", "faults"),
    [
        ("fr_invalid.csv", [("titles-per-row", 1), ("blank-line", 4), ("cells-per-row", 5)]),
        ("fr_structure-errors.csv", [("blank-line", 4), ("cells-per-row", 5)]),
        ("fr_blank-rows-multiple.csv", [("blank-line", line) for line in range(4, 15)]),
        ("fr_skip-rows.csv", [("header-lines", 4)]),
        ("fr_latin1.csv", [("wrong-encoding", 3)]),
        ("fr_encoding-issue-274.csv", []),
        ("fr_bom.csv", []),
        ("fr_empty.csv", [("empty", None)]),
        ("fr_without-rows.csv", []),
        ("ck_bad.csv", [("cells-per-row", 2), ("cells-per-row", 3)]),
        ("ck_null_byte.csv", [("nul-byte", 2)]),
        ("cl_title-row.csv", []),
    ],
)  # fmt: skip
def test_broken_tables_of_other_projects_show_their_faults(
    real_data: Path, file: str, faults: list[tuple[str, int | None]]
) -> None:
    assert Read(real_data / "csv" / file).kinds == faults


def test_line_ends_make_no_difference(real_data: Path) -> None:
    tables = [Read(real_data / f"csv/uv_csv_essential{end}.csv") for end in ("", "-dos", "-mac")]
    flat = [[[" ".join(cell.split()) for cell in cells] for cells in table.rows] for table in tables]
    assert flat[0] == flat[1] == flat[2]
    assert tables[0].kinds == tables[1].kinds == tables[2].kinds


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [("netcdf-cdl/*.cdl", "CDL"), ("csv-expected/*.json", "JSON"), ("netcdf-expected/*.check", ""), ("notebooks/*.ipynb", "JSON")],
)  # fmt: skip
def test_texts_that_are_no_tables_are_refused(real_data: Path, pattern: str, reason: str) -> None:
    answers = [READER.sniff(Source.of(file)) for file in real_data.glob(pattern) if file.stat().st_size]
    assert answers
    assert all(isinstance(answer, str) for answer in answers)
    assert any(reason in str(answer) for answer in answers)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b" \n\n", "only blanks"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not text"),
        (b'{"a": 1, "b": 2}', "JSON"),
        (b"[\n {}\n]", "JSON"),
        (b"<?xml version='1.0'?>", "XML"),
        (b"<!DOCTYPE html>", "HTML"),
        (b"netcdf x {\n}", "CDL"),
        (b"#!/bin/sh\na,b\n", "program"),
        (b"import os\nimport sys\n", "program"),
        (b"| a | b |\n|---|---|\n| 1 | 2 |\n", "Markdown"),
        (b"This is a letter.\nIt has lines of prose, some short.\nNo two are alike in any way at all.\n", "prose"),
        (b"/* A header.\n * Of C. */\n\n#ifndef A\n#define A, B\n#endif\n", "program"),
        (b"# comments\n# and nothing else\n", "no lines but comments"),
        (b"int read(int);\nint write(int);\nreturn a;\n{\nint b; int c;\n", "prose or a program"),
    ],
)  # fmt: skip
def test_the_reason_of_a_refusal_is_said(data: bytes, reason: str) -> None:
    answer = READER.sniff(Source.of(data))
    assert isinstance(answer, str)
    assert reason in answer


@pytest.mark.parametrize(
    "data", [b"a,b\n1,2\n", b"a;b\n", b"1.5\n2.5\n", b"a b c\n1 2 3\n", "a,b\n1,2\n".encode("utf-16")]
)
def test_any_table_is_one(data: bytes) -> None:
    assert isinstance(READER.sniff(Source.of(data)), Match)


def test_a_decimal_comma_is_found_and_stated() -> None:
    found = read("t;x\n1;1,5\n2;-0,25\n3;NaN\n")
    assert found.noted("decimal sign is a comma")
    assert found.values("x")[:2] == [1.5, -0.25]
    assert found.blocks[0].columns["x"].missing.tolist() == [False, False, True]


def test_a_comma_that_may_set_off_thousands_is_not_guessed() -> None:
    found = read('a,b\n1,"44,761"\n2,"12,345"\n')
    assert found.columns[1].format == "string"
    assert found.noted("'44,761'")
    told = read('a,b\n1,"44,761"\n2,"12,345"\n', decimal=",")
    assert told.values("b") == [44.761, 12.345]


def test_numbers_that_stand_for_missing_stay_and_texts_do_not() -> None:
    found = read("a,b\n-9999,NA\n1,2\n,null\n")
    assert found.values("a")[:2] == [-9999, 1]
    assert found.blocks[0].columns["a"].missing.tolist() == [False, False, True]
    assert found.blocks[0].columns["b"].missing.tolist() == [True, False, True]


def test_an_odd_cell_in_a_column_of_numbers_is_masked_and_keeps_its_text() -> None:
    found = read("a,b\n" + "1,2\n" * 200 + "x,3\n")
    block = found.blocks[0]
    assert block.columns["a"].refused.sum() == 1
    assert block.text(200, 0) == "x"
    assert block.line(200) == 202
    assert not found.faults


def test_a_bad_stamp_is_masked() -> None:
    found = read("time,b\n" + "2020-01-01 00:00,2\n" * 50 + "2020-02-30 00:00,3\n")
    block = found.blocks[0]
    assert block.time is not None
    assert block.time.refused.tolist() == [False] * 50 + [True]
    assert np.isnat(block.time.values[50])


def test_ragged_rows_are_fitted_and_told() -> None:
    found = read("a,b,c\n1,2,3\n4,5\n\n6,7,8,9\n1,2,3\n1,2,3\n\n")
    assert found.kinds == [("cells-per-row", 3), ("blank-line", 4), ("cells-per-row", 5)]
    assert found.faults[0].place.value == "2 cells"
    assert found.faults[0].expected == "3 cells, as there are titles"
    assert found.rows[1:3] == [["4", "5", ""], ["6", "7", "8"]]
    assert not any(fault.blocks for fault in found.faults)


def test_rows_that_all_have_a_cell_more_than_titles_lose_nothing() -> None:
    found = read("a,b\n" + "1,2,3\n" * 5)
    assert found.names == ["a", "b", "column_3"]
    assert found.kinds == [("titles-per-row", 1)]
    assert found.values("column_3") == [3] * 5


def test_titles_may_be_missing() -> None:
    found = read("1,2.5\n2,3.5\n")
    assert found.names == ["column_1", "column_2"]
    assert found.noted("no line holds titles")
    assert found.values("column_1") == [1, 2]


def test_titles_may_be_numbers() -> None:
    assert read("site,2006,2007\nx,1.5,2\ny,1,2\n").names == ["site", "2006", "2007"]


def test_a_column_that_numbers_the_rows_is_kept_and_noted() -> None:
    found = read(",x\n0,5\n1,6\n2,7\n")
    assert found.names == ["column_1", "x"]
    assert found.noted("column 1 numbers the rows")


def test_facts_before_the_table_are_kept_with_their_place() -> None:
    found = read("# Station: Norunda\n# Height: 32\na,b\n1,2\n")
    assert found.facts.header["Station"].value == "Norunda"
    assert found.facts.header["Height"].place.line == 2
    assert found.names == ["a", "b"]


def test_units_stand_in_their_row_or_in_the_titles() -> None:
    found = read("time,ta,ws\nyyyy-mm-dd,degC,m s-1\n2020-01-01,1,2\n2020-01-02,1,2\n")
    assert [info.unit for info in found.columns] == [None, "degC", "m s-1"]
    assert read("time,ta [degC]\n2020-01-01,1\n").columns[1].unit == "degC"


@pytest.mark.parametrize(
    ("option", "first"),
    [(None, "2019-07-01T12:00"), ("+01:00", "2019-07-01T11:00"), ("Europe/Stockholm", "2019-07-01T10:00")],
)
def test_a_zone_that_is_not_stated_can_be_said(option: str | None, first: str) -> None:
    found = read("time,x\n2019-07-01 12:00,1\n", time_zone=option)
    assert found.times == [f"{first}:00.000"]
    assert found.noted("taken as UTC") == (option is None)
    assert found.facts.time is not None
    assert found.facts.time.zone == {None: "UTC", "+01:00": "UTC+01:00"}.get(option, option)


def test_a_stated_zone_counts_but_the_option_goes_before_it() -> None:
    assert read("time (CET),x\n2019-07-01 12:00,1\n").times == ["2019-07-01T11:00:00.000"]
    assert read("time (CET),x\n2019-07-01 12:00,1\n", time_zone="UTC").times == ["2019-07-01T12:00:00.000"]
    assert read("time,x\n2019-07-01T12:00+02:00,1\n", time_zone="+01:00").times == ["2019-07-01T10:00:00.000"]


def test_times_that_the_clock_shows_twice_are_faults() -> None:
    found = read(
        "time,x\n2019-10-27 01:30,1\n2019-10-27 02:30,2\n2019-10-27 03:30,3\n", time_zone="Europe/Berlin"
    )
    (fault,) = found.faults
    assert (fault.kind, fault.place.line, fault.place.value) == ("ambiguous-time", 3, "2019-10-27 02:30")
    assert found.times == ["2019-10-26T23:30:00.000", "NaT", "2019-10-27T02:30:00.000"]
    block = found.blocks[0]
    assert block.time is not None
    assert not block.time.refused.any()


@pytest.mark.parametrize(
    ("text", "stamp", "span"),
    [
        ("TIMESTAMP_START,x\n202001010000,1\n", "start", None),
        ("time_end,x\n2020-01-01 00:30,1\n", "end", None),
        ("date,x\n2020-01-01,1\n", None, "day"),
        ("TIMESTAMP,x\n202001,1\n202013,1\n", None, None),
    ],
)
def test_what_a_stamp_means_is_told(text: str, stamp: str | None, span: str | None) -> None:
    time = read(text).facts.time
    assert (time.stamp if time else None, time.span if time else None) == (stamp, span)


@pytest.mark.parametrize(
    "options",
    [
        {"encoding": "klingon"},
        {"separator": "ab"},
        {"time_zone": "Mars"},
        {"separator": '"'},
        {"decimal": "x"},
    ],
)
def test_options_without_meaning_are_errors(options: dict[str, str]) -> None:
    with pytest.raises(OptionError):
        read("time,x\n2020-01-01 00:00,1\n", **options)


def test_every_kind_of_fault_is_explained_by_a_rule() -> None:
    explained = {
        kind for rule in registry.rules().values() if isinstance(rule, FaultRule) for kind in rule.kinds
    }
    assert {
        "ambiguous-date", "ambiguous-time", "blank-line", "cells-per-row", "empty", "header-lines",
        "line-too-long", "nul-byte", "quotes", "wrong-encoding",
    } <= explained  # fmt: skip


def test_too_many_columns_are_refused() -> None:
    with pytest.raises(LimitExceeded):
        read("a,b,c\n1,2,3\n", limits=Limits(variables=2))


def test_a_stream_is_read_once_and_counted() -> None:
    class Once(io.BytesIO):
        def seekable(self) -> bool:
            return False

    data = b"a,b\n" + b"1,2\n" * 700_000
    source = Source.of(Once(data))
    assert isinstance(READER.sniff(source), Match)
    with READER.read(source, Options(), None) as content:
        blocks = list(content.tables()[""].blocks())
    assert sum(block.n for block in blocks) == 700_000
    assert [block.first_row for block in blocks][:2] == [0, blocks[0].n]
    assert source.size == len(data)


number = st.one_of(st.integers(-(10**6), 10**6).map(float), st.floats(-1e6, 1e6).map(lambda x: round(x, 3)))
word = st.text("abcÅé µ", min_size=1, max_size=6).map(lambda text: "w" + text.strip())


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(st.tuples(number, number, word), min_size=3, max_size=30),
    separator=st.sampled_from([",", ";", "\t", "|"]),
    comma=st.booleans(),
    quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    codec=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_is_written_is_read(
    rows: list[tuple[float, float, str]], separator: str, comma: bool, quoting: int, end: str, codec: str
) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, lineterminator=end, quoting=quoting)  # type: ignore[arg-type]
    writer.writerow(["first", "second", "name"])
    for a, b, text in rows:
        cells = [f"{a:.3f}", f"{b:.4f}"]
        writer.writerow([*(cell.replace(".", ",") if comma else cell for cell in cells), text])
    options = Options(decimal="," if comma else None)
    found = Read(out.getvalue().encode(codec), options)
    assert found.names == ["first", "second", "name"]
    assert not found.faults
    assert found.values("first") == [round(row[0], 3) for row in rows]
    assert found.values("second") == [round(row[1], 4) for row in rows]
    assert [cells[2] for cells in found.rows] == [row[2] for row in rows]


def _broken(data: bytes, **options: str) -> None:
    try:
        READER.sniff(Source.of(data))
        found = Read(data, Options(**options))  # type: ignore[arg-type]
    except IcosIngestError:
        return
    for block in found.blocks:
        assert len(block.lines or ()) == len(block.cells or ()) == block.n
        assert all(len(column.values) == block.n for column in block.columns.values())


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "utf-16", "cp037", "idna"]))
def test_no_bytes_break_it(data: bytes, encoding: str | None) -> None:
    _broken(data, **({"encoding": encoding} if encoding else {}))


@settings(max_examples=300, deadline=None)
@given(st.text('0123,.;:/-"\n\r\t aZ#%\\|', max_size=200))
def test_no_table_breaks_it(text: str) -> None:
    _broken(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "/*\n * Licensed to nobody, and to all.\n * Read, write.\n */\nclass A { int a, b; }\n",
        'var fs = require("fs"), path = require("path");\nfs.read(path, 1);\nfs.read(path, 2);\n',
        "#include <stdio.h>\nint a, b;\nint c, d;\n",
        "package org.example.zip;\nimport a.b, c.d;\nimport e.f, g.h;\n",
    ],
)
def test_a_program_is_no_table(text):
    assert registry.reader("delimited_text").sniff(Source.of(text.encode())) == "it begins like a program"


def test_a_note_within_an_archive_is_no_ragged_table() -> None:
    note = b"""Fluxes of the tower, 2024.

The files hold half-hourly means, see the titles.
Gaps are -9999, never blank
Ask for more: the station, its team, or the portal
"""
    table = (
        b"time,value\n" + b"".join(b"2024-03-%02d,4.5\n" % day for day in range(1, 20)) + b"2024-03-20,5,6\n"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("README.txt", note)
        archive.writestr("table.csv", table)
    found = validate(packed.getvalue(), trust=True).findings
    assert [(f.code, f.place.member) for f in found if f.severity != "info"] == [("C201", "table.csv")]
    assert ("F003", "README.txt") in [(f.code, f.place.member) for f in found]
