"""F210 encrypted-member."""

import io
import zipfile


def _zip(flags: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.csv", b"1")
    data = bytearray(out.getvalue())
    data[6] |= flags
    data[data.index(b"PK\x01\x02") + 8] |= flags
    return bytes(data)


def test_an_encrypted_member_is_an_error(judge_bytes):
    (finding,) = judge_bytes(_zip(0x1), "zip_archive")
    assert (finding.code, finding.severity) == ("F210", "error")
    assert finding.message == "the member 'a.csv' cannot be read: it is encrypted with a password"


def test_strong_encryption_is_named(judge_bytes):
    (finding,) = judge_bytes(_zip(0x41), "zip_archive")
    assert "strong encryption" in finding.message


def test_a_plain_member_is_left_alone(judge_bytes):
    assert judge_bytes(_zip(0), "zip_archive") == ()
