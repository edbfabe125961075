"""V306 serial-number-for-date."""

from tests.support.books import book, moment, replaced


def test_a_number_among_dates_is_a_warning(judge_bytes):
    days = [moment(2024, 5, day) for day in range(1, 20)]
    rows = [["day", "CO2"], *([day, 398.5] for day in [*days, 45432.5])]
    (finding,) = judge_bytes(book(rows), "xlsx")
    assert (finding.code, finding.severity, finding.place.line) == ("V306", "warning", 21)
    assert "as a day it would be 2024-05-20 12:00" in finding.message


def test_a_column_of_days_without_their_format_is_a_warning(judge_bytes):
    rows = [["TIMESTAMP", "CO2"], *([45292 + i / 48, 398.5] for i in range(10))]
    (finding,) = judge_bytes(book(rows), "xlsx")
    assert (finding.code, finding.count) == ("V306", 1)
    assert "2024-01-01 00:00" in finding.message


def test_other_numbers_are_left_alone(judge_bytes):
    rows = [["pressure", "decimal time"], *([45292 + i / 48, 2024.5] for i in range(10))]
    assert judge_bytes(book(rows), "xlsx") == ()


def test_numbers_beyond_all_measure_are_no_days(judge_bytes):
    days = [moment(2024, 5, day) for day in range(1, 20)]
    rows = [["day", "CO2"], *([day, 398.5] for day in [*days, 45432.5])]
    found = judge_bytes(replaced(book(rows), "sheet1.xml", b"45432.5", b"1e999"), "xlsx")
    assert "V306" not in {finding.code for finding in found}
    assert "X001" not in {finding.code for finding in found}
