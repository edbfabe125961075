"""H102 oversized-header-number."""


def _atc(stated: object, *, total: object = 5, rows: str = "2024;1;1;0;0;398.2;O\n") -> bytes:
    head = f"# HEADER LINES: {stated}\n# TOTAL LINES: {total}\n# STATION CODE: XXX\n"
    return f"{head}#Year;Month;Day;Hour;Minute;co2;Flag\n{rows}".encode()


def test_a_count_beyond_32_bits_is_quoted(judge_bytes):
    (finding,) = judge_bytes(_atc(4, total=2**31), "ascii_atc_product_time_ser")
    assert finding.code == "H102"
    assert finding.message == "TOTAL LINES is too large: 2147483648"


def test_the_largest_count_is_left_alone(judge_bytes):
    findings = judge_bytes(_atc(4, total=2**31 - 1), "ascii_atc_product_time_ser")
    assert "H102" not in [finding.code for finding in findings]
