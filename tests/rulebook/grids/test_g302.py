"""G302 jumping-position."""

import numpy as np
import pytest

from icos_ingest.pipeline import validate

GOOD = [(56 + 0.006 * i, -5 - 0.012 * i) for i in range(40)]


def _track(rows: list[tuple[float, float]], flags: str = "") -> bytes:
    start = np.datetime64("2022-09-03T06:00")
    title = "Date/Time,Longitude,Latitude" + (",Latitude QC Flag" if flags else "")
    lines = [f"{start + 5 * i}:00Z,{east},{north}" for i, (north, east) in enumerate(rows)]
    if flags:
        lines = [f"{line},{flag}" for line, flag in zip(lines, flags, strict=True)]
    return "\n".join([title, *lines, ""]).encode()


def _found(data: bytes) -> list[tuple[str, str, int, int | None]]:
    report = validate(data, name="x.csv", select=["G30"])
    return [(f.code, f.severity, f.count, f.place.line) for f in report.findings]


@pytest.mark.parametrize("wrong", [(GOOD[20][0], -GOOD[20][1]), (GOOD[20][0] + 1, GOOD[20][1])])
def test_a_lost_sign_and_a_wrong_degree_are_told_once(wrong):
    (finding,) = _found(_track([*GOOD[:20], wrong, *GOOD[21:]]))
    assert (finding[0], *finding[2:]) == ("G302", 1, 22)


def test_a_position_that_is_flagged_as_bad_is_known():
    rows = [*GOOD[:20], (57.0, -15.0), *GOOD[21:]]
    assert _found(_track(rows, "2" * 20 + "4" + "2" * 19)) == []


def test_a_list_of_stations_is_no_track():
    assert _found(_track([(50.0, 10.0), (-30.0, 100.0)] * 20)) == []


def test_a_ship_over_the_date_line_is_left_alone():
    assert _found(_track([(10.0, 179.9), (10.0, 179.99), (10.0, -179.95), (10.0, 180.1)])) == []
