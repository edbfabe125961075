"""V311 other-date-system."""

from openpyxl.utils.datetime import CALENDAR_MAC_1904
from tests.support.books import book, moment

ROWS = [["day", "CO2"], *([moment(2024, 5, day), 398.5] for day in range(1, 9))]


def _old(made, sheet):
    made.epoch = CALENDAR_MAC_1904


def test_days_counted_from_1904_are_told(judge_bytes):
    (finding,) = judge_bytes(book(ROWS, _old), "xlsx")
    assert (finding.code, finding.severity) == ("V311", "info")


def test_other_workbooks_and_those_without_dates_are_left_alone(judge_bytes):
    assert judge_bytes(book(ROWS), "xlsx") == ()
    assert judge_bytes(book([["a", "b"], [1, 2]], _old), "xlsx") == ()
