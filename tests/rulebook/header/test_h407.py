"""H407 stray-member."""

from tests.support.packages import DAY, NAME, packed


def _judge(judge_bytes, names, name=NAME):
    found = judge_bytes(packed(names), "zip_archive", name=name)
    return [finding for finding in found if finding.code == "H407"]


def test_files_that_are_no_raw_files_are_a_warning(judge_bytes):
    (finding,) = _judge(judge_bytes, [*DAY, "Thumbs.db", "notes.txt"])
    assert (finding.severity, finding.count, finding.place.member) == ("warning", 2, "Thumbs.db")


def test_a_whole_day_and_other_archives_are_left_alone(judge_bytes):
    assert not _judge(judge_bytes, DAY)
    assert not _judge(judge_bytes, ["notes.txt"], "mine.zip")
