"""H406 repeated-half-hour."""

from tests.support.packages import DAY, NAME, packed


def _judge(judge_bytes, names, name=NAME):
    found = judge_bytes(packed(names), "zip_archive", name=name)
    return [finding for finding in found if finding.code == "H406"]


def test_two_files_of_one_half_hour_are_a_warning(judge_bytes):
    (finding,) = _judge(judge_bytes, [*DAY, "SE-Htm_EC_202403010031_L01_F01.csv"])
    assert (finding.severity, finding.count) == ("warning", 1)
    assert finding.place.member == "SE-Htm_EC_202403010031_L01_F01.csv"


def test_a_whole_day_is_left_alone(judge_bytes):
    assert not _judge(judge_bytes, DAY)
