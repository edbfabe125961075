"""H405 missing-half-hour."""

from tests.support.packages import DAY, NAME, packed


def _judge(judge_bytes, names, name=NAME):
    found = judge_bytes(packed(names), "zip_archive", name=name)
    return [finding for finding in found if finding.code == "H405"]


def test_all_missing_half_hours_are_one_finding(judge_bytes):
    (finding,) = _judge(judge_bytes, DAY[1:24] + DAY[25:])
    assert (finding.severity, finding.count) == ("warning", 2)
    assert finding.message == "2 of the 48 half hours of 2024-03-01 are missing; they end at 00:30, 12:30"


def test_a_whole_day_and_ends_that_are_a_little_off_are_left_alone(judge_bytes):
    assert not _judge(judge_bytes, DAY)
    assert not _judge(judge_bytes, [name.replace("03011200", "03011159") for name in DAY])
    assert not _judge(
        judge_bytes, ["SE-Htm_EC_202403010030_L01_F01.csv"], "SE-Htm_EC_202403010030_L01_F01.zip"
    )
