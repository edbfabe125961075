"""F208 unclaimed-bytes."""

import io
import zipfile


def _zip(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_bytes_behind_an_archive_are_a_warning(judge_bytes):
    (finding,) = judge_bytes(_zip(a=b"1") + b"<html>", "zip_archive")
    assert (finding.code, finding.severity) == ("F208", "warning")
    assert finding.message == "the file holds what belongs to no member: 6 bytes after the archive"


def test_bytes_before_an_archive_are_a_note(judge_bytes):
    (finding,) = judge_bytes(b"MZ\0\0" + _zip(a=b"1"), "zip_archive")
    assert (finding.code, finding.severity, finding.place.offset) == ("F208", "info", 0)


def test_bytes_between_members_are_a_note(judge_bytes):
    data = _zip(a=b"1234", b=b"2")
    gap = data.index(b"PK\x03\x04", 4)
    end = data.rindex(b"PK\x05\x06")
    second = data.rindex(b"PK\x01\x02")
    moved = bytearray(data)
    moved[end + 16 : end + 20] = (data.index(b"PK\x01\x02") + 3).to_bytes(4, "little")
    moved[second + 42 : second + 46] = (gap + 3).to_bytes(4, "little")
    (finding,) = judge_bytes(bytes(moved[:gap] + b"???" + moved[gap:]), "zip_archive")
    assert (finding.code, finding.severity, finding.place.offset) == ("F208", "info", gap)


def test_an_archive_alone_is_left_alone(judge_bytes):
    assert judge_bytes(_zip(a=b"1", b=b"2"), "zip_archive") == ()
