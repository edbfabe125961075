"""F206 unread-member."""

import io
import zipfile

from icos_ingest.schema import spec


def _zip(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, b"1")
    return out.getvalue()


def test_files_behind_the_first_are_named(judge_bytes):
    zipped = spec("atcCo2L2DataObject")
    findings = judge_bytes(_zip("a.csv", "b.csv", "c.csv"), "zip_archive", zipped)
    (finding,) = [one for one in findings if one.code == "F206"]
    assert finding.message == "the portal reads only 'a.csv' and ignores 2 more in the archive"
    assert finding.count == 2


def test_one_file_in_a_zip_is_left_alone(judge_bytes):
    findings = judge_bytes(_zip("a.csv"), "zip_archive", spec("atcCo2L2DataObject"))
    assert "F206" not in [one.code for one in findings]


def test_an_archive_that_the_portal_keeps_unread_may_hold_any_number(judge_bytes):
    findings = judge_bytes(_zip("a.csv", "b.csv"), "zip_archive", spec("modelDataArchive"))
    assert "F206" not in [one.code for one in findings]
