"""V305 dates-as-text."""

from tests.support.books import book


def _judge(judge_bytes, *days):
    return judge_bytes(book([["day", "CO2"], *([day, 398.5] for day in days)]), "xlsx")


def test_a_column_of_dates_as_text_is_a_warning(judge_bytes):
    (finding,) = _judge(judge_bytes, "03/04/2024", "04/04/2024", "13/04/2024")
    assert (finding.code, finding.severity, finding.place.field) == ("V305", "warning", "day")


def test_texts_in_iso_form_and_other_texts_are_left_alone(judge_bytes):
    assert _judge(judge_bytes, "2024-04-03", "2024-04-04") == ()
    assert _judge(judge_bytes, "1 a 3", "03/04/2024") == ()
