"""The engine: what goes in once comes out as findings, whatever the rules do."""

import tracemalloc

import numpy as np
import pytest

from icos_ingest import registry
from icos_ingest.check import Checker, as_fault
from icos_ingest.content import Array, CodeCell, Content, Facts, Georeference
from icos_ingest.errors import FilterMissing, SourceError, Truncated
from icos_ingest.model import Fault, Place, Severity
from icos_ingest.rule_kinds import ArrayRule, CellRule, Context, FactRule, FaultRule, FoldRule, Hit, Need

EVERY = tuple(registry.rules().values())
HOURS = np.arange("2024-01-01", "2024-01-03", dtype="M8[h]").astype("M8[ms]")


class Negative(CellRule):
    code, name = "V901", "negative"

    def mask(self, column, ctx):
        return column.valid & (column.values < 0)

    def tell(self, column, ctx):
        return Hit(f"'{{value}}' in '{column.info.name}' is negative")


class Crash(FoldRule):
    code, name = "T901", "crash"
    looked = 0

    def look(self, block, ctx):
        self.looked += 1
        return block.first_row // 0


class WrongMask(CellRule):
    code, name = "V902", "wrong-mask"

    def mask(self, column, ctx):
        return np.ones(len(column.values) + 1, dtype=bool)

    def tell(self, column, ctx):
        return Hit("never")


class Shared(FaultRule):
    code, name, kinds = "V903", "shared", ("cell",)

    def tell(self, fault, ctx):
        return Hit(f"bad {fault.place.value}")


def test_equal_defects_of_a_column_are_one_finding_with_its_first_places(check, rows):
    content = rows({"a": -np.arange(1, 251.0), "b": [1.0] * 250}, size=40)
    (finding,) = check(content, [Negative()], keep=100).findings
    assert (finding.count, len(finding.places)) == (250, 100)
    assert finding.message == "'-1' in 'a' is negative"
    assert [place.index for place in finding.places[:2]] == [(0,), (1,)]


def test_all_places_are_kept_when_asked_for(check, rows):
    content = rows({"a": -np.ones(250)}, size=40)
    (finding,) = check(content, [Negative()], keep=None).findings
    assert len(finding.places) == 250


def test_no_places_are_kept_when_none_are_asked_for(check, rows):
    (finding,) = check(rows({"a": -np.ones(9)}, size=4), [Negative()], keep=0).findings
    assert (finding.count, finding.places, finding.place.field) == (9, (), "a")


@pytest.mark.parametrize("size", [1, 2, 7, 48])
def test_findings_do_not_depend_on_the_size_of_the_blocks(check, rows, size):
    values = np.where(np.arange(48) % 5, 1.5, -9999.0)
    time = HOURS.copy()
    time[[7, 8, 30]] = time[[6, 6, 3]]
    time[20] = np.datetime64("NaT")
    faults = [Fault("cells-per-row", Place(line=i, value="3 cells"), "4 cells") for i in (3, 9, 40)]

    def found(size):
        return check(rows({"time": time, "a": values}, size, faults, lines=True), EVERY)

    assert {finding.code for finding in found(48).findings} == {"C201", "T201", "T202", "V201"}
    assert found(size) == found(48)


def test_a_crash_is_a_finding_and_makes_the_outcome_incomplete(check, rows):
    crash = Crash()
    outcome = check(rows({"a": -np.ones(9)}, size=4), [crash, Negative()])
    assert [finding.code for finding in outcome.findings] == ["V901", "X001"]
    assert "the rule T901 crash crashed: ZeroDivisionError" in outcome.findings[1].message
    assert outcome.incomplete
    assert [skipped.code for skipped in outcome.skipped] == ["T901"]
    assert crash.looked == 1


def test_a_mask_of_another_shape_is_a_crash(check, rows):
    outcome = check(rows({"a": np.ones(9)}, size=4), [WrongMask()])
    assert [finding.code for finding in outcome.findings] == ["X001"]


def test_a_crash_while_explaining_a_fault_does_not_go_round_in_circles(check, rows):
    class Circle(FaultRule):
        code, name, kinds = "V904", "circle", ("damaged",)

        def tell(self, fault, ctx):
            raise Truncated("again")

    content = rows({"a": np.ones(9)}, 4, [Fault("damaged", Place(line=1)), Fault("damaged", Place(line=2))])
    outcome = check(content, [Circle()])
    assert [(finding.code, finding.count) for finding in outcome.findings] == [("X001", 1)]


@pytest.mark.parametrize("kind", ["limit", "missing-dependency", "filter-missing", "unsupported"])
def test_what_was_not_looked_at_leaves_the_outcome_incomplete_even_unsaid(kind):
    on = [rule for rule in EVERY if not (isinstance(rule, FaultRule) and kind in rule.kinds)]
    off = [rule for rule in EVERY if rule not in on]
    for rules, switched_off, said in ((EVERY, (), 1), (on, off, 0)):
        checker = Checker(rules, Context(Facts("csv")), off=switched_off)
        checker.fault(Fault(kind))
        outcome = checker.finish()
        assert outcome.incomplete
        assert len(outcome.findings) == said


def test_a_kind_that_no_rule_explains_is_a_finding():
    checker = Checker(EVERY, Context(Facts("csv")))
    checker.fault(Fault("martian"))
    checker.fault(Fault("venusian"))
    outcome = checker.finish()
    assert [finding.code for finding in outcome.findings] == ["X002", "X002"]
    assert outcome.incomplete


def test_rules_without_anything_to_look_at_are_not_applicable(check, rows):
    outcome = check(rows({"a": np.ones(3)}, size=3), EVERY)
    assert {"F301", "T202", "Q102", "G101", "G201", "N201", "C101", "F206"} <= set(outcome.not_applicable)
    assert not {"C102", "C201", "V201", "X001", "F101"} & set(outcome.not_applicable)
    assert outcome.skipped == ()
    assert not outcome.incomplete


def test_rules_switched_off_are_not_applicable_and_silent(check, rows):
    content = rows({"a": -np.ones(3)}, 3, [Fault("cell", Place(line=1))])
    outcome = check(content, [], off=[Negative(), Shared()])
    assert outcome.findings == ()
    assert outcome.not_applicable == ("V901", "V903")


def test_where_nothing_could_be_opened_only_the_fault_is_told():
    checker = Checker(EVERY, Context(Facts("unknown")))
    checker.fault(Fault("empty"))
    outcome = checker.finish()
    assert [finding.code for finding in outcome.findings] == ["F001"]
    assert {"U101", "V201", "N201"} <= set(outcome.not_applicable)


def test_what_blocks_the_upload_is_an_error_whatever_its_rule_says():
    checker = Checker(EVERY, Context(Facts("csv")))
    checker.fault(Fault("blank-line", Place(line=3), blocks=True))
    (finding,) = checker.finish().findings
    assert registry.rule("C204").severity is Severity.WARNING
    assert (finding.severity, finding.blocks_upload) == (Severity.ERROR, True)


def test_errors_come_before_warnings_and_each_in_the_order_of_the_file():
    checker = Checker(EVERY, Context(Facts("csv")))
    for kind, line in (
        ("wrong-encoding", 1),
        ("cells-per-row", 9),
        ("quotes", 4),
        ("row-padded", 2),
        ("long-row-cut", 3),
    ):
        checker.fault(Fault(kind, Place(line=line)))
    assert [finding.code for finding in checker.finish().findings] == ["C205", "C201", "F301", "C202", "C203"]


def test_a_long_text_of_a_file_is_cut_wherever_it_is_shown():
    checker = Checker([Shared()], Context(Facts("csv")))
    checker.fault(Fault("cell", Place(value="x" * 10_000), detail="y" * 10_000))
    (finding,) = checker.finish().findings
    assert len(finding.message) < 120
    assert len(finding.place.value) == len(finding.places[0].value) == 100


def test_a_million_faults_need_no_more_memory_than_a_hundred():
    checker = Checker([Shared()], Context(Facts("csv")))
    fault = Fault("cell", Place(line=1, column=2, field="a", value="x"))
    for _ in range(200):
        checker.fault(fault)
    tracemalloc.start()
    for _ in range(100_000):
        checker.fault(fault)
    grown = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    for _ in range(899_800):
        checker.fault(fault)
    (finding,) = checker.finish().findings
    assert (finding.count, len(finding.places)) == (1_000_000, 100)
    assert grown < 100_000


def test_a_million_bad_cells_are_one_finding(check, rows):
    (finding,) = check(rows({"a": -np.ones(1_000_000)}, size=65_536), [Negative()]).findings
    assert (finding.count, len(finding.places)) == (1_000_000, 100)


def test_what_a_rule_cannot_read_is_the_fault_of_the_file():
    class Reads(ArrayRule):
        code, name = "G901", "reads"

        def check(self, array, ctx):
            array.read((slice(0, 1),))
            return ()

    def broken(window):
        raise FilterMissing("Blosc is missing", hint="pip install hdf5plugin")

    checker = Checker([*EVERY, Reads()], Context(Facts("hdf5")))
    holder = _Arrays(Array("/g/a", ("x",), (3,), np.dtype("f8"), {}, broken))
    checker.facts(holder)
    checker.array(holder.arrays()["/g/a"])
    (finding,) = checker.finish().findings
    assert (finding.code, finding.place.field, finding.place.group) == ("F103", "a", "/g")
    assert "pip install hdf5plugin" in finding.message


def test_exceptions_become_faults_of_their_own_kind():
    assert as_fault(Truncated("it ends")).kind == "truncated"
    assert as_fault(SourceError("no such file"), Place(member="a")) == Fault(
        "unreadable", Place(member="a"), detail="no such file"
    )


class _Arrays(Content):
    def __init__(self, *arrays: Array) -> None:
        self.facts = Facts("netcdf", attributes={"Conventions": "CF-1.11"})
        self._arrays = {array.path: array for array in arrays}

    def arrays(self):
        return self._arrays


def test_values_of_arrays_have_their_absolute_index_and_group(check):
    data = np.ones((10, 30), dtype="f8")
    data[7, 25] = data[9, 0] = -2.0
    array = Array(
        "/obs/co2", ("y", "x"), data.shape, data.dtype, {}, lambda window: data[window], chunks=(2, 10)
    )
    checker = Checker([Negative()], Context(Facts("netcdf")))
    holder = _Arrays(array)
    checker.facts(holder)
    for window in array.windows(limit=200):
        checker.window(array, window, array.read(window))
    (finding,) = checker.finish().findings
    assert (finding.place.field, finding.place.group, finding.count) == ("co2", "/obs", 2)
    assert {place.index for place in finding.places} == {(7, 25), (9, 0)}


@pytest.mark.parametrize(
    "values",
    [
        np.float64(-2.0),
        np.array(-2.0),
        np.ma.masked_equal([-9.0, -2.0], -9.0),
        np.array([-20], dtype="i2"),
    ],
)
def test_scalars_masked_and_packed_values_are_taken_as_they_mean(values):
    data = np.ma.asanyarray(values)
    attrs = {"scale_factor": 0.1} if data.dtype.kind == "i" else {}
    dims = ("x",) * data.ndim
    array = Array("/a", dims, data.shape, data.dtype, attrs, lambda window: values)
    checker = Checker([Negative()], Context(Facts("netcdf")))
    checker.facts(_Arrays(array))
    for window in array.windows():
        checker.window(array, window, array.read(window))
    (finding,) = checker.finish().findings
    assert (finding.count, finding.place.value) == (1, "-2")


@pytest.mark.parametrize("dtype", ["S3", "U3", "O", "M8[s]", "m8[s]", "?", "c16", "i8", "V4", [("a", "f4")]])
def test_no_type_of_values_makes_a_rule_crash(dtype):
    data = np.zeros(3, dtype=dtype)
    for attrs in ({}, {"_FillValue": 0, "units": "1"}, {"_FillValue": "x", "scale_factor": "y"}):
        array = Array("/a", ("a",), data.shape, data.dtype, attrs, lambda window: data[window])
        checker = Checker(EVERY, Context(Facts("netcdf")))
        checker.facts(_Arrays(array))
        checker.array(array)
        checker.window(array, (slice(0, 3),), data)
        assert "X001" not in [finding.code for finding in checker.finish().findings]


class _Facts(Content):
    def __init__(self, facts: Facts) -> None:
        self.facts = facts


@pytest.mark.parametrize(
    ("facts", "need"),
    [
        (Facts("csv", text=True), Need.TEXT),
        (Facts("tiff", georeference=Georeference(None, None, 1, 1)), Need.GEOREFERENCE),
        (Facts("ipynb", code=(CodeCell("python", ""),)), Need.CODE),
    ],
)
def test_a_rule_runs_where_what_it_needs_is_there(check, facts, need):
    class Sees(FactRule):
        code, name, needs = "F901", "sees", need

        def check(self, content, ctx):
            yield Hit("seen")

    assert [f.message for f in check(_Facts(facts), [Sees()]).findings] == ["seen"]
    assert check(_Facts(Facts("csv")), [Sees()]).not_applicable == ("F901",)


def test_what_was_found_before_a_crash_is_kept(check):
    class Half(FactRule):
        code, name = "F902", "half"

        def check(self, content, ctx):
            yield Hit("first")
            raise KeyError("second")

    assert "first" in [f.message for f in check(_Facts(Facts("csv")), [Half()]).findings]
