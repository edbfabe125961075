"""V308 formula-without-value."""

from tests.support.books import book, replaced

ROWS = [["CO2", "twice"], *([398.5, f"=A{i}*2"] for i in range(2, 9))]


def test_formulas_without_a_value_are_an_error_by_column(judge_bytes):
    (finding,) = (found for found in judge_bytes(book(ROWS), "xlsx") if found.code == "V308")
    assert (finding.severity, finding.place.field, finding.place.line) == ("error", "twice", 2)
    assert finding.message == "7 formulas of 'twice' have no stored value, the first in B2"


def test_formulas_with_a_value_are_left_alone(judge_bytes):
    data = replaced(book(ROWS), "sheet1.xml", b"*2</f><v></v>", b"*2</f><v>797</v>")
    assert judge_bytes(data, "xlsx") == ()
