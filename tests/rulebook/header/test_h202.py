"""H202 header-unlike-rows."""

import pytest

from icos_ingest.pipeline import validate

ROWS = ("HTM;150;2024;03;01;00;00;400.0;U", "HTM;150.0;2024;03;01;01;00;401.0;U")


def _atc(*rows: str, parameter: str = "CO2", unit: str = "umol.mol-1") -> bytes:
    head = [
        "# HEADER LINES: 7",
        f"# TOTAL LINES: {7 + len(rows)}",
        "# STATION CODE: HTM",
        "# SAMPLING HEIGHTS: 150 m",
    ]
    titles = "#Site;SamplingHeight;Year;Month;Day;Hour;Minute;co2;Flag"
    return "\n".join(
        [*head, f"# PARAMETER: {parameter}", f"# MEASUREMENT UNIT: {unit}", titles, *rows, ""]
    ).encode()


def _found(data: bytes, spec: str | None = None) -> list[tuple[str, int | None, int | None]]:
    report = validate(data, spec=spec, name="x.CO2", select=["H202"])
    return [(f.message, f.place.line, f.place.column) for f in report.findings]


@pytest.mark.parametrize("spec", [None, "atcCo2NrtDataObject"])
def test_rows_of_another_station_or_height_are_a_warning(spec):
    foreign = [ROWS[0], "GAT;341;2024;03;01;02;00;400.0;U"]
    assert _found(_atc(*foreign), spec) == [
        ("Site is GAT in a row, and HTM in the header", 9, 1),
        ("SamplingHeight is 341 in a row, and 150 in the header", 9, 2),
    ]


def test_a_parameter_without_column_and_lost_units_are_a_warning():
    assert _found(_atc(*ROWS, parameter="CH4")) == [
        ("the header names the parameter 'CH4', which has no column", 5, None)
    ]
    messages = [message for message, *_ in _found(_atc(*ROWS, parameter="CO2,CO2"))]
    assert messages == ["the header names 2 parameters and 1 units"]


@pytest.mark.parametrize("spec", [None, "atcCo2NrtDataObject"])
def test_a_header_that_fits_is_left_alone(spec):
    assert _found(_atc(*ROWS), spec) == []
