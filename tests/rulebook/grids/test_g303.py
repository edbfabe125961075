"""G303 position-off-station."""

import pytest

from icos_ingest.pipeline import validate


def _found(north: str, east: str, code: str = "RGL") -> list[str]:
    head = f"# HEADER LINES: 6\n# TOTAL LINES: 7\n# STATION CODE: {code}\n# LATITUDE: {north}\n# LONGITUDE: {east}\n"
    table = f"#Site;SamplingHeight;Year;Month;Day;Hour;Minute;co2;Flag\n{code};90;2024;03;01;00;00;400.0;U\n"
    findings = validate((head + table).encode(), name="x", select=["G30"]).findings
    assert all((f.code, f.severity, f.place.line) == ("G303", "warning", 4) for f in findings)
    return [f.message for f in findings]


def test_a_lost_sign_is_a_warning():
    (message,) = _found("51.9975 N", "2.5399 E")
    assert message == "the header's position 51.9975 N, 2.5399 E is 348 km away from Ridge Hill"


@pytest.mark.parametrize("east", ["-2.5399 E", "2.5399 W", "-2.54", "-2.5399"])
def test_the_stations_position_is_left_alone(east):
    assert _found("51.9975 N", east) == []


def test_what_is_no_position_or_no_station_is_not_asked():
    assert _found("north", "2.5399 E") == []
    assert _found("51.9975 N", "2.5399 E", code="XXX") == []
