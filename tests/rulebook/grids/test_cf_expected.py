"""What cf-checker says of its own test files, line by line, and what we say of them.

Each line of its reports is either one of ours (`RULES`), of a rule outside of this folder, or left out with a reason
(`LEFT_OUT`). `docs/cf.md` tells it in short.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from icos_ingest import validate
from icos_ingest.model import Report

RULES = {
    r"Invalid standard_name": "G401",
    r"Units are not consistent with those given in the standard_name": "G402",
    r"units attribute should be present": "G403",
    r"Invalid units and/or reference time": "G405",
    r"bounds attribute referencing non-existent": "G407",
    r"refers to variable \w+ that doesn't exist": "G407",
    r"is not declared as a variable": "G407",
    r"Invalid (cell_measures|formula_terms) syntax|Invalid measure": "G408",
    r"Invalid 'name' in cell_methods|Invalid cell_method:|Multiple cell_methods": "G409",
    r"Incorrect (number of )?dimensions for boundary variable": "G410",
    r"has inconsistent standard_name": "G412",
    r"flag_value(s|) ": "G413",
    r"more than 1 coordinate variable with same axis": "G416",
    r"'Conventions' attribute present|not appear to contain CF": "G421",
    r"Formula term \w+ not present|No formula defined|formula_terms attribute only allowed": "G423",
    r"must be in the range": "G424",
    r"Must have (square|cubic) meters|Dimensions of \w+ must be same or a subset": "G428",
    r"co-ordinate variable not monotonic": "G201|G202",
    r"Invalid units: .* since ": "T103",
    r"Invalid units:|units sigma_level is deprecated": "U101",
}
LEFT_OUT = {
    r"No standard_name or long_name|calendar and/or month_lengths|should be included in a Discrete|single occurrence":
        "a recommendation",
    r"should not have|Duplicate entries of variable attribute|must not have attribute bounds|Problem with variable":
        "harmless in bounds: programs take the coordinate's own attributes",
    r"lies outside cell boundaries": "said of values that were never written, too; ours leaves those out (G411)",
    r"formula_terms attribute (vary|for term)|in the formula_terms attribute|Variable depending on vertical":
        "formulas of bounds are not compared with those of levels",
    r"Cannot get formula definition": "follows from the missing standard name",
    r"'month_lengths'": "which of two calendars holds is told by neither",
    r"Attribute missing_value of incorrect type|attached to wrong kind": "a number of another type is only noted (G414)",
    r"Inconsistency - This netCDF file": "the version asked for differs, not the file",
    r"Possible incorrect declaration of a coordinate": "a guess from the name",
    r"Invalid attribute name: _ChunkSizes|Attribute names should begin": "names that servers add",
    r"Invalid syntax for 'grid_mapping'": "the mapping is missing (G407)",
}  # fmt: skip
_LINE = re.compile(r"(ERROR|WARN): (.*)")
MISSED = {
    ("cfc_complex", "precipitation"): "a variance has squared units; methods are not held against units",
    ("cfc_complex", "x"): "neither a standard name nor an axis tells what it is",
    ("cfc_complex", "y"): "neither a standard name nor an axis tells what it is",
    ("cfc_issue75_2", "A"): "neither a standard name nor an axis tells what it is",
    ("cfc_issue75_2", "B"): "neither a standard name nor an axis tells what it is",
}
"""Variables that it warns of and we do not, though a rule is near."""


def said(path: Path) -> Iterator[tuple[str | None, str]]:
    """The variable and the words of each error and warning of a report."""
    variable = None
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("Checking variable:"):
            variable = line.partition(":")[2].strip()
        elif match := _LINE.match(line):
            yield variable, match[2]


def first(table: dict[str, str], words: str) -> str | None:
    """What a table has for the words of a line."""
    return next((what for pattern, what in table.items() if re.search(pattern, words)), None)


@pytest.fixture(scope="module")
def reports(real_data: Path) -> dict[str, tuple[Report, list[tuple[str | None, str]]]]:
    """Our report on each file that is there, and the lines of cf-checker."""
    found = {}
    for check in sorted((real_data / "netcdf-expected").glob("*.check")):
        for path in (
            real_data / "netcdf" / f"{check.stem}.nc",
            real_data / "netcdf-gz" / f"{check.stem}.nc.gz",
        ):
            if path.exists():
                found[check.stem] = validate(path, overview=False, trust=True), list(said(check))
    return found


def test_every_line_is_ours_or_left_out_for_a_reason(reports) -> None:
    lines = {words for _, told in reports.values() for _, words in told}
    assert {words for words in lines if not first(LEFT_OUT, words) and not first(RULES, words)} == set()


def test_what_it_finds_we_find(reports) -> None:
    missed, counts = {}, Counter[str]()
    for name, (report, lines) in reports.items():
        codes = {finding.code for finding in report.findings}
        for variable, words in lines:
            rule = first(RULES, words)
            if rule is None or first(LEFT_OUT, words):
                counts["left out"] += 1
            elif codes & set(rule.split("|")):
                counts["agreed"] += 1
            else:
                missed[name, variable] = words
    print(f"cf-checker's lines: {dict(counts)}, missed {len(missed)}")
    assert missed.keys() == MISSED.keys()
    assert counts["agreed"] > 90


def test_where_it_finds_nothing_we_warn_of_nothing(reports) -> None:
    clean = {name: report for name, (report, lines) in reports.items() if not lines}
    assert len(clean) >= 6
    warned = {
        name: [finding.message for finding in report.findings if finding.code.startswith("G4")]
        for name, report in clean.items()
    }
    assert {name: told for name, told in warned.items() if told} == {}


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("bad_units", "G401 G404 G405"),
        ("bad_reference", "G407"),
        ("sp041", "G407"),
        ("sldmb_43093_agg", "G407"),
        ("bad_region", "G404 G405 G415 G417"),
        ("bad_cell_measure1", "G408"),
        ("bad_cell_measure2_fromcdl", "G407"),
        ("bad_data_type", "G414 G415 G418"),
        ("chap2", "G415 G418 G419"),
        ("conv_bad", "G421"),
        ("bounds_bad_order", "G410"),
        ("bounds_bad_num_coords", "G410"),
        ("bad-rhgrid", "G407"),
        ("bad-trajectory", "G427"),
        ("duplicate_axis", "G416"),
        ("illegal-vertical", "G403"),
        ("illegal-aux-coords", "G403"),
        ("swan", "G417 G420"),
        ("glcfs", "G420"),
        ("ru07-20130824T170228_rt0", "G401"),
        ("grid-boundaries", ""),
        ("rhgrid", ""),
        ("dimension_order", ""),
        ("climatology", ""),
        ("conv_multi", ""),
        ("units_check", ""),
    ],
)
def test_faults_of_compliance_checkers_files_are_found(real_data: Path, name: str, codes: str) -> None:
    report = validate(real_data / "netcdf" / f"cc_{name}.nc", overview=False, trust=True)
    found = {one.code for one in report.findings if one.code.startswith("G4")}
    notes = {one.code for one in report.findings if one.severity == "info"}
    assert set(codes.split()) <= found
    assert codes or not found - notes
