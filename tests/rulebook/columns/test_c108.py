"""C108 text-after-quote."""

TABLE = "Date/Time,Ship,Temp [degC]\n2024-03-01T00:00:00Z,{},9.5\n"


def test_text_after_the_closing_quote_is_a_warning_at_its_cell(judge_bytes):
    (finding,) = judge_bytes(TABLE.format('"Polar"stern').encode(), "ascii_otc_product_csv")
    assert (finding.code, finding.severity) == ("C108", "warning")
    assert (finding.place.line, finding.place.column, finding.place.value) == (2, 2, "Polarstern")


def test_doubled_quotes_are_left_alone(judge_bytes):
    assert judge_bytes(TABLE.format('"Polar""stern"').encode(), "ascii_otc_product_csv") == ()
