"""F203 repeated-member."""

import io
import warnings
import zipfile


def _zip(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in names:
            archive.writestr(name, b"1")
    return out.getvalue()


def test_two_members_of_one_name_are_a_warning(judge_bytes):
    (finding,) = judge_bytes(_zip("co2.csv", "co2.csv"), "zip_archive")
    assert (finding.code, finding.severity) == ("F203", "warning")
    assert finding.message == "the archive holds more than one member 'co2.csv': it stands there twice"


def test_members_of_different_names_are_left_alone(judge_bytes):
    assert judge_bytes(_zip("co2.csv", "ch4.csv"), "zip_archive") == ()


def test_names_that_differ_in_case_or_accents_alone_are_a_warning(judge_bytes):
    found = judge_bytes(
        _zip("CO2.csv", "co2.csv", "N\u00f8r\u00e9.csv", "N\u00f8re\u0301.csv"), "zip_archive"
    )
    assert {finding.code for finding in found} == {"F203"}
    assert "case and accents" in found[0].message
