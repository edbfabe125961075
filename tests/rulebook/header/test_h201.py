"""H201 header-unlike-file-name."""

import pytest

from icos_ingest.pipeline import validate

NAME = "ICOS_ATC_NRT_HTM_2024-03-01_2024-03-02_150.0_489.CO2"


def _atc(**facts: str) -> bytes:
    said = {
        "STATION CODE": "HTM",
        "SAMPLING HEIGHTS": "150 m agl",
        "PARAMETER": "CO2",
        "COVERING PERIOD": "2024-03-01T00:00 2024-03-02T23:59",
    } | {key.replace("_", " "): value for key, value in facts.items()}
    head = ["# HEADER LINES: 7", "# TOTAL LINES: 8", *(f"# {key}: {value}" for key, value in said.items())]
    titles = "#Site;SamplingHeight;Year;Month;Day;Hour;Minute;co2;Flag"
    return "\n".join([*head, titles, "HTM;150;2024;03;01;00;00;400.0;U", ""]).encode()


def _found(data: bytes, name: str = NAME) -> list[tuple[str, int | None]]:
    return [(f.message, f.place.line) for f in validate(data, name=name, select=["H201"]).findings]


@pytest.mark.parametrize(
    ("facts", "message", "line"),
    [
        ({"STATION_CODE": "GAT"}, "STATION CODE is 'GAT' in the header and HTM in the name", 3),
        (
            {"SAMPLING_HEIGHTS": "30 m agl"},
            "SAMPLING HEIGHTS is '30 m agl' in the header and 150 m in the name",
            4,
        ),
        ({"PARAMETER": "CH4"}, "PARAMETER is 'CH4' in the header and CO2 in the name", 5),
        (
            {"COVERING_PERIOD": "2022-01-01T00:00 2022-02-01T00:00"},
            (
                "COVERING PERIOD is '2022-01-01T00:00 2022-02-01T00:00' in the header and "
                "2024-03-01T00:00 to 2024-03-02T23:59 in the name"
            ),
            6,
        ),
    ],
)
def test_what_the_name_contradicts_is_a_warning(facts, message, line):
    assert _found(_atc(**facts)) == [(message, line)]


def test_a_header_that_agrees_is_left_alone():
    assert _found(_atc()) == []
    assert _found(_atc(), "ICOS_ATC_L2_L2-2024.1_HTM_150.0_CTS.CO2") == []


def test_other_names_say_nothing():
    for name in ("ICOS_ATC_NRT_HTM_2024-03-01CO2.csv", "data.csv", "ICOS_ATC_", ""):
        assert _found(_atc(STATION_CODE="GAT"), name) == []
