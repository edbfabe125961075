"""H203 stale-file-name."""

from icos_ingest.pipeline import validate

DATA = (
    b"# HEADER LINES: 4\n# TOTAL LINES: 5\n# FILE NAME: a.CO2\n"
    b"#Site;SamplingHeight;Year;Month;Day;Hour;Minute;co2;Flag\nHTM;150;2024;03;01;00;00;400.0;U\n"
)


def _found(name: str) -> list[tuple[str, str]]:
    return [(f.severity, f.message) for f in validate(DATA, name=name, select=["H203"]).findings]


def test_another_name_in_the_header_is_noted():
    assert _found("b.CO2") == [("info", "the header names the file 'a.CO2'")]


def test_the_same_name_is_left_alone():
    assert _found("a.CO2") == []
    assert _found("a.CO2.zip") == []
