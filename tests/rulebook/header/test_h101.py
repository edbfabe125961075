"""H101 wrong-header-line-count."""


def _atc(stated: object, *, total: object = 5, rows: str = "2024;1;1;0;0;398.2;O\n") -> bytes:
    head = f"# HEADER LINES: {stated}\n# TOTAL LINES: {total}\n# STATION CODE: XXX\n"
    return f"{head}#Year;Month;Day;Hour;Minute;co2;Flag\n{rows}".encode()


def test_a_count_that_does_not_fit_is_an_error(judge_bytes):
    (finding, *_) = judge_bytes(_atc(3), "ascii_atc_product_time_ser")
    assert (finding.code, finding.severity) == ("H101", "error")
    assert finding.message == "the header says that it has 3 lines, and has another number"


def test_a_header_line_among_the_rows_is_quoted(judge_bytes):
    rows = "2024;1;1;0;0;398.2;O\n# note;;;;;;\n"
    (finding,) = judge_bytes(_atc(4, rows=rows), "ascii_atc_product_time_ser")
    assert finding.message == "a header line stands among the rows: '# note'"
    assert finding.place.line == 6


def test_the_right_count_is_left_alone(judge_bytes):
    assert judge_bytes(_atc(4), "ascii_atc_product_time_ser") == ()
