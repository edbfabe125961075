"""V301 date-among-numbers."""

from tests.support.books import book, moment


def _judge(judge_bytes, odd):
    rows = [["name", "CO2"], *(["a", 398.5 + i] for i in range(30)), ["a", odd]]
    return judge_bytes(book(rows), "xlsx")


def test_a_date_among_numbers_is_an_error_with_its_cell(judge_bytes):
    (finding,) = _judge(judge_bytes, moment(2024, 5, 3))
    assert (finding.code, finding.severity, finding.count) == ("V301", "error", 1)
    assert (finding.place.line, finding.place.column, finding.place.group) == (32, 2, "S")
    assert "it may have been 3.5 or 5.3" in finding.message


def test_numbers_alone_are_left_alone(judge_bytes):
    assert _judge(judge_bytes, 3.5) == ()
