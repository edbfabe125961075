"""F201 empty-container."""

import io
import zipfile


def _zip(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_a_zip_without_files_is_an_error(judge_bytes):
    (finding,) = judge_bytes(_zip(), "zip_archive")
    assert (finding.code, finding.message) == ("F201", "the archive holds no file")


def test_a_zip_with_a_file_is_left_alone(judge_bytes):
    assert judge_bytes(_zip(co2=b"1"), "zip_archive") == ()
