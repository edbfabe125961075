"""V312 lost-time-of-day."""

from tests.support.books import book, moment


def _judge(judge_bytes, title, *stamps):
    found = judge_bytes(book([[title, "CO2"], *([stamp, 398.5] for stamp in stamps)]), "xlsx")
    return [finding for finding in found if finding.code == "V312"]


def test_midnights_that_are_repeated_are_a_warning(judge_bytes):
    days = [moment(2024, 3, 1 + i // 48) for i in range(96)]
    (finding,) = _judge(judge_bytes, "TIMESTAMP", *days)
    assert (finding.severity, finding.place.field) == ("warning", "TIMESTAMP")


def test_days_and_half_hours_are_left_alone(judge_bytes):
    assert not _judge(judge_bytes, "TIMESTAMP", *(moment(2024, 3, 1 + i) for i in range(20)))
    assert not _judge(
        judge_bytes, "TIMESTAMP", *(moment(2024, 3, 1, i // 2, 30 * (i % 2)) for i in range(40))
    )
    assert not _judge(judge_bytes, "sampled", *(moment(2024, 3, 1) for _ in range(20)))
