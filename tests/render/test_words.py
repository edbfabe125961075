"""What is said first, and what is kept short."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.support import made_reports

from icos_ingest.model import Finding, Place, PortalVerdict, Report, Severity, Skipped, SourceInfo
from icos_ingest.render.clean import clean
from icos_ingest.render.html import fragment
from icos_ingest.render.text import plain
from icos_ingest.render.words import also, first_action, portal_sentence, tally, where

NOTHING = Report(SourceInfo("a.csv"), "csv")


def finding(severity: Severity, fix: str | None, *, blocks: bool = False) -> Finding:
    return Finding("V101", "x", severity, "it is wrong", fix=fix, blocks_upload=blocks)


def test_what_blocks_the_upload_is_mended_first():
    found = (finding(Severity.ERROR, "later"), finding(Severity.ERROR, "first", blocks=True))
    assert first_action(replace(NOTHING, findings=found)) == "first"


def test_an_error_comes_before_what_was_skipped_and_that_before_a_warning():
    warning = finding(Severity.WARNING, "warning")
    skipped = (Skipped("G101", "rasterio is not installed"),)
    with_both = replace(NOTHING, findings=(warning,), skipped=skipped)
    assert "rasterio" in first_action(with_both)
    error = finding(Severity.ERROR, "error")
    assert first_action(replace(with_both, findings=(warning, error))) == "error"
    assert first_action(replace(NOTHING, findings=(warning,))) == "warning"


def test_without_advice_the_first_action_names_the_fault():
    assert first_action(replace(NOTHING, findings=(finding(Severity.ERROR, None),))) == "it is wrong"


def test_a_good_file_asks_for_nothing():
    assert first_action(NOTHING) is None


@pytest.mark.parametrize(
    ("verdict", "says"),
    [
        ("accepted", "would accept"),
        ("rejected", "would refuse"),
        ("stored", "unread"),
        ("unknown", "not known"),
    ],
)
def test_the_portals_verdict_in_words(verdict, says):
    assert says in portal_sentence(replace(NOTHING, portal=PortalVerdict(verdict)))


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place(), "a"),
        (Place(line=3), "a:3"),
        (Place(line=3, column=2, member="b.csv"), "a!b.csv:3:2"),
        (Place(field="co2", index=(3, 4)), "a co2[3, 4]"),
        (Place(field="co2", group="/g/"), "a /g/co2"),
        (Place(offset=10_000), "a byte 10,000"),
    ],
)
def test_a_place(place, text):
    assert where("a", place) == text


def test_how_many_files_fared_how():
    assert tally(made_reports.every()) == "4 files: 1 pass, 1 incomplete, 2 fail"
    assert tally([made_reports.good()]) == "1 file: 1 pass"


def test_a_million_findings_stay_short_and_readable():
    places = tuple(Place(line=n, column=2, value="x") for n in range(1, 101))
    many = [
        Finding(
            "V101", "x", Severity.ERROR, f"column c{n} is wrong", places[0], count=1_000_000, places=places
        )
        for n in range(1_000)
    ]
    report = replace(NOTHING, findings=tuple(many), quotes=dict.fromkeys(range(1, 101), "1;x"))
    text = plain([report])
    assert len(text.splitlines()) < 250
    assert "×1,000,000" in text
    assert "980 more findings" in text
    assert len(fragment([report])) < 200_000


@pytest.mark.parametrize("name", ["good", "faulty", "gridded", "hostile"])
def test_no_line_is_wider_than_a_terminal_of_80_columns(name):
    from rich.cells import cell_len

    report = getattr(made_reports, name)()
    path = clean(report.source.path)
    lines = [line for line in plain([report]).splitlines() if path not in line]  # a place is not broken
    assert max(map(cell_len, lines)) <= 80


def test_what_is_not_applicable_is_not_shown():
    report = replace(NOTHING, not_applicable=("G777",))
    assert "G777" not in plain([report])
    assert "G777" not in fragment([report])


def test_a_line_is_named_once_whether_quoted_or_not():
    places = tuple(Place(line=n, column=1) for n in (5, 6, 30, 31))
    found = Finding("V101", "x", Severity.ERROR, "x", places[0], count=9, places=places)
    assert also(found, [30]) == "also in lines 6, 31 and 5 more"
    assert also(found, [5, 6, 30]) == "also in lines 31 and 5 more"
    assert also(replace(found, count=4), [5, 6, 30, 31]) == ""
    assert also(replace(found, places=(), count=4), []) == "and 3 more"
