"""V307 number-as-text."""

from tests.support.books import book


def _judge(judge_bytes, odd):
    rows = [["name", "CO2"], *(["a", 398.5 + i] for i in range(30)), ["a", odd]]
    return judge_bytes(book(rows), "xlsx")


def test_a_number_that_is_text_is_a_warning(judge_bytes):
    (finding,) = _judge(judge_bytes, "398.2")
    assert (finding.code, finding.severity, finding.place.line) == ("V307", "warning", 32)


def test_numbers_and_gaps_are_left_alone(judge_bytes):
    assert _judge(judge_bytes, 398.2) == ()
    assert _judge(judge_bytes, None) == ()


def test_a_column_of_numbers_as_text_is_a_note(judge_bytes):
    rows = [["name", "CO2", "code"], *(["a", f"{398.5 + i}", f"00{i}"] for i in range(30))]
    (finding,) = judge_bytes(book(rows), "xlsx")
    assert (finding.code, finding.severity, finding.count, finding.place.field) == ("V307", "info", 1, "CO2")
