"""C203 padded-row."""


def _atc(stated: object, *, total: object = 5, rows: str = "2024;1;1;0;0;398.2;O\n") -> bytes:
    head = f"# HEADER LINES: {stated}\n# TOTAL LINES: {total}\n# STATION CODE: XXX\n"
    return f"{head}#Year;Month;Day;Hour;Minute;co2;Flag\n{rows}".encode()


def test_a_short_row_is_noted(judge_bytes):
    findings = judge_bytes(_atc(4, rows="2024;1;1;0;0;398.2\n"), "ascii_atc_product_time_ser")
    (finding,) = [one for one in findings if one.code == "C203"]
    assert finding.severity == "info"
    assert finding.message == "a row has 6 cells; the rest is taken as missing"


def test_a_full_row_is_left_alone(judge_bytes):
    assert judge_bytes(_atc(4), "ascii_atc_product_time_ser") == ()
