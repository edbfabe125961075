"""V310 hidden-part."""

from tests.support.books import book

ROWS = [["name", "CO2"], *(["a", 398.5 + i] for i in range(9))]


def _hide(made, sheet):
    sheet.row_dimensions[3].hidden = sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["B"].hidden = True
    made.create_sheet("T").append(["a", "b"])
    sheet.sheet_state = "hidden"
    made.active = 1


def test_hidden_rows_columns_and_sheets_are_told(judge_bytes):
    found = [one for one in judge_bytes(book(ROWS, _hide), "xlsx") if one.code == "V310"]
    told = " ".join(one.message for one in found)
    assert {str(one.severity) for one in found} == {"info"}
    assert "2 rows" in told
    assert sum(one.count for one in found) == 3


def test_a_sheet_that_shows_all_is_left_alone(judge_bytes):
    assert judge_bytes(book(ROWS), "xlsx") == ()
