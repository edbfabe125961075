"""H106 repeated-count."""

TABLE = "# TOTAL LINES: 5\n# HEADER LINES: 4\n# TOTAL LINES: {}\n#Year;Month;Day;Hour;Minute;co2;Flag\n2024;03;01;00;00;1.5;U\n"


def found(judge_bytes, count):
    findings = judge_bytes(TABLE.format(count).encode(), "ascii_atc_product_time_ser")
    return [(f.severity, f.place.line, f.place.value) for f in findings if f.code == "H106"]


def test_another_number_is_a_warning_at_the_second(judge_bytes):
    assert found(judge_bytes, 6) == [("warning", 3, "6")]


def test_the_same_number_again_is_left_alone(judge_bytes):
    assert found(judge_bytes, 5) == []
