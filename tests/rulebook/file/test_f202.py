"""F202 unsafe-member-name."""

import io
import zipfile

import pytest


def _zip(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, b"1")
    return out.getvalue()


def test_a_path_out_of_the_archive_is_an_error(judge_bytes):
    (finding,) = judge_bytes(_zip("../../co2.csv"), "zip_archive")
    assert finding.code == "F202"
    assert finding.message.startswith("the member '../../co2.csv' is not safe to unpack: ")


@pytest.mark.parametrize("name", ["co2.csv", "data/2024/co2.csv", "a..b/co2..csv"])
def test_a_path_inside_the_archive_is_left_alone(judge_bytes, name):
    assert judge_bytes(_zip(name), "zip_archive") == ()
