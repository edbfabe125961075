"""V302 date-among-names."""

from tests.support.books import book, moment


def _judge(judge_bytes, odd):
    rows = [["name", "CO2"], *([f"SEPT{i}", 398.5 + i] for i in range(1, 20)), [odd, 1.5]]
    return judge_bytes(book(rows), "xlsx")


def test_a_date_among_names_is_a_warning(judge_bytes):
    (finding,) = _judge(judge_bytes, moment(2024, 9, 2))
    assert (finding.code, finding.severity, finding.place.line) == ("V302", "warning", 21)
    assert "it may have been Sep2 or 2-9" in finding.message


def test_names_alone_are_left_alone(judge_bytes):
    assert _judge(judge_bytes, "SEPT2") == ()
