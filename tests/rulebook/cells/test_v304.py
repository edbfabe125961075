"""V304 text-among-dates."""

from tests.support.books import book, moment


def _judge(judge_bytes, odd):
    days = [moment(2024, 5, day) for day in range(1, 20)]
    return judge_bytes(book([["day", "CO2"], *([day, 398.5] for day in [*days, odd])]), "xlsx")


def test_a_text_among_dates_is_a_warning(judge_bytes):
    (finding,) = _judge(judge_bytes, "20.5.24")
    assert (finding.code, finding.severity, finding.place.line) == ("V304", "warning", 21)


def test_a_text_in_iso_form_is_a_date(judge_bytes):
    assert _judge(judge_bytes, "2024-05-20") == ()
