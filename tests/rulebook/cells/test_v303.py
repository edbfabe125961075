"""V303 swapped-dates."""

from tests.support.books import book, moment


def _judge(judge_bytes, *days):
    return judge_bytes(book([["day", "CO2"], *([day, 398.5] for day in days)]), "xlsx")


def test_texts_of_late_days_beside_early_dates_are_an_error(judge_bytes):
    early = [moment(2024, month, 5) for month in range(1, 13)]
    found = _judge(judge_bytes, *early, "13/05/2024", "14/05/2024")
    assert [(finding.code, finding.count) for finding in found] == [("V303", 1), ("V304", 2)]
    assert "none has a day beyond the 12th, and '13/05/2024' stayed text" in found[0].message


def test_dates_of_all_days_are_left_alone(judge_bytes):
    days = [moment(2024, 5, day) for day in range(1, 20)]
    assert [finding.code for finding in _judge(judge_bytes, *days, "20/05/2024")] == ["V304"]
    assert _judge(judge_bytes, *days) == ()
