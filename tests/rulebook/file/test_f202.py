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


@pytest.mark.parametrize(("name", "word"), [("a\\b.csv", "backslash"), ("a\x1bb", "control"), (" ", "empty")])
def test_a_name_that_not_every_system_takes_is_a_warning(judge_bytes, name, word):
    (finding,) = judge_bytes(_zip(name), "zip_archive")
    assert (finding.code, finding.severity) == ("F202", "warning")
    assert word in finding.message


@pytest.mark.parametrize(
    ("target", "severity"), [("data/a.csv", "warning"), ("../up", "error"), ("/etc", "error")]
)
def test_a_link_is_an_error_where_it_leads_out(judge_bytes, target, severity):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("link")
        info.create_system, info.external_attr = 3, 0o120777 << 16
        archive.writestr(info, target)
    (finding,) = judge_bytes(out.getvalue(), "zip_archive")
    assert (finding.code, finding.severity) == ("F202", severity)
    assert target in finding.message
