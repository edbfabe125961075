"""F209 split-archive."""

import io
import zipfile


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.csv", b"1")
    return out.getvalue()


def test_an_archive_that_is_marked_as_a_part_is_an_error(judge_bytes):
    found = judge_bytes(b"PK\x07\x08" + _zip(), "zip_archive")
    assert {(finding.code, finding.severity) for finding in found} == {("F209", "error"), ("F208", "info")}


def test_a_member_on_another_disk_is_an_error(judge_bytes):
    data = bytearray(_zip())
    data[data.index(b"PK\x01\x02") + 34] = 2
    (finding,) = judge_bytes(bytes(data), "zip_archive")
    assert (finding.code, finding.place.member) == ("F209", "a.csv")
    assert "part 3 of several" in finding.message


def test_a_whole_archive_is_left_alone(judge_bytes):
    assert judge_bytes(_zip(), "zip_archive") == ()
