"""C202 cut-row."""


def _atc(stated: object, *, total: object = 5, rows: str = "2024;1;1;0;0;398.2;O\n") -> bytes:
    head = f"# HEADER LINES: {stated}\n# TOTAL LINES: {total}\n# STATION CODE: XXX\n"
    return f"{head}#Year;Month;Day;Hour;Minute;co2;Flag\n{rows}".encode()


def test_cells_beyond_the_titles_are_quoted(judge_bytes):
    (finding,) = judge_bytes(_atc(4, rows="2024;1;1;0;0;398;O;lost\n"), "ascii_atc_product_time_ser")
    assert (finding.code, finding.severity, finding.place.column) == ("C202", "warning", 8)
    assert finding.message == (
        "a row is longer than the header, and the portal drops what is too much, from 'lost' on"
    )


def test_empty_cells_at_the_end_are_left_alone(judge_bytes):
    assert judge_bytes(_atc(4, rows="2024;1;1;0;0;398.2;O;\n"), "ascii_atc_product_time_ser") == ()
