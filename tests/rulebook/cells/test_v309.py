"""V309 merged-cells."""

from tests.support.books import book


def _judge(judge_bytes, cells):
    rows = [["A table", None], ["name", "CO2"], *(["a", 398.5 + i] for i in range(9))]
    return judge_bytes(book(rows, lambda made, sheet: sheet.merge_cells(cells)), "xlsx")


def test_merged_cells_in_the_table_are_a_warning(judge_bytes):
    (finding,) = _judge(judge_bytes, "A4:A6")
    assert (finding.code, finding.severity, finding.place.line) == ("V309", "warning", 4)
    assert "A4:A6" in finding.message


def test_a_merged_heading_is_left_alone(judge_bytes):
    assert _judge(judge_bytes, "A1:B1") == ()
