"""Reports made by hand: one of each verdict, and one whose every text is hostile."""

from __future__ import annotations

from icos_ingest.model import (
    Finding,
    Lane,
    Overview,
    Place,
    PortalVerdict,
    Report,
    Severity,
    Skipped,
    SourceInfo,
)
from icos_ingest.render import VIEW

DATE = "2026-07-09"
ROWS = {
    41: "HTM;30.0;2019;06;07;00;00;411.27;0.31;O",
    42: "HTM;30.0;2019;06;07;01;00;#REF!;0.28;O",
    57: "HTM;30.0;2019;06;07;16;00;#REF!;0.35;O",
    58: "HTM;30.0;2019;06;07;17;00;;0.35;",
}


def good() -> Report:
    """Nothing wrong, and the portal would take it."""
    return Report(
        source=SourceInfo("data/htm_good.csv", 2048, "ab" * 32),
        format="asciiAtcProductTimeSer",
        spec="atcCo2L2DataObject",
        portal=PortalVerdict("accepted", assumed={"nrows": 48}, facts_date=DATE),
        not_applicable=("G101",),
        view=VIEW,
    )


def faulty() -> Report:
    """An error that blocks the upload, one that does not, a warning and a remark."""
    cells = tuple(Place(line=n, column=8, field="co2", value="#REF!") for n in (42, 57))
    empty = Place(line=58, column=10, field="Flag", value="")
    return Report(
        source=SourceInfo("data/htm_faulty.csv", 4096, "cd" * 32),
        format="asciiAtcProductTimeSer",
        spec="atcCo2L2DataObject",
        portal=PortalVerdict("rejected", "cell 8 of line 42, '#REF!', is not a float32", facts_date=DATE),
        findings=(
            Finding(
                "T204",
                "repeated-time",
                Severity.ERROR,
                "The stamp 2019-06-07 16:00 stands twice",
                Place(line=57),
            ),
            Finding(
                "Q102",
                "value-without-flag",
                Severity.WARNING,
                "Column co2 has a value without a flag",
                empty,
                fix="Write the flag of the value",
                places=(empty,),
            ),
            Finding(
                "V101",
                "cell-not-a-number",
                Severity.ERROR,
                "'#REF!' in column co2 is not a number",
                cells[0],
                expected="a number with a decimal point, such as 412.3",
                fix="Mend the formula in your spreadsheet and export the table again, or leave the cell empty",
                count=1213,
                blocks_upload=True,
                places=(*cells, *(Place(line=n, column=8, value="#REF!") for n in range(60, 70))),
            ),
            Finding(
                "C105", "unknown-column", Severity.INFO, "The specification does not know the column 'notes'"
            ),
        ),
        quotes=ROWS,
        overviews=(seen("co2", "µmol mol-1", "U", "N"),),
        view=VIEW,
    )


def gridded() -> Report:
    """Findings in arrays, one check skipped."""
    where = Place(field="co2_flux", group="/fluxes", index=(0, 12, 7), value="1e+36")
    return Report(
        source=SourceInfo("grid.zip", 10_000_000, None),
        format="zip",
        portal=PortalVerdict("unknown", "no specification was given", candidates=("a", "b"), facts_date=DATE),
        findings=(
            Finding(
                "P101",
                "implausible-value",
                Severity.WARNING,
                "co2_flux is 1e+36",
                Place(**{**_parts(where), "member": "grid.nc"}),
                count=9,
                places=(where, Place(field="co2_flux", group="/fluxes", index=(0, 12, 8))),
            ),
        ),
        skipped=(Skipped("G203", "rasterio is not installed"),),
        view=VIEW,
    )


def hostile() -> Report:
    """What a file may hold to hurt whoever looks at its report."""
    markup = "<script>alert(1)</script>\"'&"
    ansi = "\x1b[2J\x1b[31mred\x1b[0m"
    link = "\x1b]8;;https://example.org/\x07click\x1b]8;;\x07"
    bidi = "abc\u202egnp.exe\u2066"
    line = f'a;{ansi};"{markup}";{bidi};\udcff'
    place = Place(line=3, column=2, field=link, value=ansi)
    return Report(
        source=SourceInfo(f"{markup}\n{ansi}\udce9.csv", 1, None),
        format=markup,
        spec=bidi,
        portal=PortalVerdict(
            "rejected", link + markup, candidates=(bidi,), assumed={markup: ansi}, facts_date=ansi
        ),
        findings=(
            Finding(
                f"V1{ansi}",
                markup,
                Severity.ERROR,
                f"{bidi}\r\nPASS {markup}",
                place,
                fix=link,
                expected=markup,
            ),
            Finding("V102", "x", Severity.WARNING, "v" * 10_000, Place(line=4, column=3, value="v" * 10_000)),
            Finding(
                "F104", "x", Severity.WARNING, link, Place(member=markup, group=ansi, field=bidi, offset=7)
            ),
            Finding(
                "V103", "x", Severity.WARNING, "a cell after a long one", Place(line=4, column=5, value="end")
            ),
        ),
        skipped=(Skipped(ansi, markup),),
        quotes={3: line, 4: f"1;2;{'v' * 10_000};3;end;{'w' * 10_000}"},
        overviews=(seen(markup, ansi, bidi, link),),
        view=VIEW,
    )


def seen(name: str, unit: str, good: str, bad: str) -> Overview:
    """Five hours of a column: a spike, a bad flag, a missing and an unreadable cell, a gap, a wild stamp."""
    hour, first = 3_600_000, 1_709_251_200_000
    lane = Lane(
        name=name,
        unit=unit,
        plausible=(150, 1200),
        valid=(60, 60, 50, 60, 1),
        missing=(0, 0, 5, 0, 0),
        low=(400.0, 401.5, 402.0, 398.0, None),
        high=(410.0, 39820.0, 407.5, 404.0, None),
        letters={good: (60, 30, 50, 60, 1), bad: (0, 30, 0, 0, 0)},
        good=(good,),
    )
    starts = (first, first + hour, first + 2 * hour, first + 5 * hour, first + 10**7 * hour)
    return Overview(name, True, hour, starts, (60, 60, 60, 60, 1), (lane,), left_out=3, unplaced=2)


def every() -> list[Report]:
    """All of them, in an order that shows the table's."""
    return [good(), faulty(), gridded(), hostile()]


def _parts(place: Place) -> dict[str, object]:
    return {name: getattr(place, name) for name in Place.__slots__}
