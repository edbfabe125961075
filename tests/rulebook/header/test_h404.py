"""H404 member-unlike-package."""

from tests.support.packages import DAY, NAME, packed


def _judge(judge_bytes, names, name=NAME):
    found = judge_bytes(packed(names), "zip_archive", name=name)
    return [finding for finding in found if finding.code == "H404"]


def test_a_file_of_another_station_or_day_is_an_error(judge_bytes):
    names = [*DAY, "SE-Nor_EC_202403010030_L01_F01.csv", "SE-Htm_EC_202402290030_L01_F01.csv"]
    found = _judge(judge_bytes, names)
    assert {str(finding.severity) for finding in found} == {"error"}
    told = " ".join(finding.message for finding in found)
    assert "'SE-Nor_EC_202403010030_L01_F01.csv' is of another station" in told


def test_a_whole_day_and_other_archives_are_left_alone(judge_bytes):
    assert not _judge(judge_bytes, DAY)
    assert not _judge(judge_bytes, ["SE-Nor_EC_202403010030_L01_F01.csv"], "mine.zip")
    assert not _judge(judge_bytes, ["CH-Dav_BM_20230328_L02_F03.csv"], "CH-Dav_BM_20230328_L02_F03.zip")
