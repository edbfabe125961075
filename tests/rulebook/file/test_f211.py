"""F211 mixed-image-set."""

from tests.support.packages import packed


def _judge(judge_bytes, *names):
    found = judge_bytes(packed(names), "zip_archive")
    return [finding for finding in found if finding.code == "F211"]


def test_what_is_no_image_or_another_kind_is_told_among_images(judge_bytes):
    (finding,) = _judge(judge_bytes, "1.jpg", "2.JPEG", "3.jpg", "4.png", "Thumbs.db")
    assert (finding.severity, finding.count, finding.place.member) == ("info", 2, "4.png")
    assert "'.jpg'" in finding.message


def test_images_alone_and_other_archives_are_left_alone(judge_bytes):
    assert not _judge(judge_bytes, "1.jpg", "2.jpeg", "3.JPG")
    assert not _judge(judge_bytes, "1.jpg", "a.csv", "b.csv")
    assert not _judge(judge_bytes, "a.tif", "a.tfw")
