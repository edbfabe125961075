"""G301 swapped-position."""

import numpy as np

from icos_ingest.pipeline import validate


def _track(*rows: tuple[float, float]) -> bytes:
    start = np.datetime64("2022-09-03T06:00")
    lines = [f"{start + 5 * i}:00Z,{east},{north}" for i, (north, east) in enumerate(rows)]
    return "\n".join(["Date/Time,Longitude,Latitude", *lines, ""]).encode()


GOOD = [(56 + 0.006 * i, 5 + 0.012 * i) for i in range(40)]


def _found(data: bytes) -> list[tuple[str, str, int, int | None]]:
    report = validate(data, name="x.csv", select=["G301", "G302"])
    return [(f.code, f.severity, f.count, f.place.line) for f in report.findings]


def test_one_row_with_the_two_exchanged_is_an_error():
    rows = [*GOOD[:20], GOOD[20][::-1], *GOOD[21:]]
    assert _found(_track(*rows)) == [("G301", "error", 1, 22)]


def test_latitudes_beyond_the_pole_are_exchanged_longitudes():
    rows = [(110 + 0.01 * i, 12.0) for i in range(10)]
    assert _found(_track(*rows)) == [("G301", "error", 10, 2)]


def test_a_header_that_is_the_stations_when_exchanged():
    head = "# HEADER LINES: 5\n# TOTAL LINES: 6\n# STATION CODE: HTM\n# LATITUDE: {}\n# LONGITUDE: {}\n"
    table = "#Site;SamplingHeight;Year;Month;Day;Hour;Minute;co2;Flag\nHTM;150;2024;03;01;00;00;400.0;U\n"
    for north, east, codes in (("13.4189 N", "56.0976 E", ["G301"]), ("56.0976 N", "13.4189 E", [])):
        data = (head.format(north, east) + table).encode()
        findings = validate(data, name="x", select=["G301", "G303"]).findings
        assert [f.code for f in findings] == codes
        assert all(f.place.line == 4 for f in findings)


def test_a_ship_on_its_way_is_left_alone():
    assert _found(_track(*GOOD)) == []
    assert _found(_track(*((45 + 0.001 * i, 45 + 0.001 * i) for i in range(40)))) == []
