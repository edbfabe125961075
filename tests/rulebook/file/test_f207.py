"""F207 ignored-entry."""

import io
import zipfile

import pytest

from icos_ingest import validate


def archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name in names:
            packed.writestr(name, "#Year;Month;Day;Hour;Minute;AT\n2024;03;01;00;00;4.0\n")
    return out.getvalue()


def found(data: bytes, spec: str) -> list[tuple[str, str | None]]:
    findings = validate(data, spec=spec, nrows=1).findings
    return [(f.severity, f.place.value) for f in findings if f.code == "F207"]


def test_files_after_the_first_are_named():
    assert found(archive("a.csv", "b.csv", "c.csv"), "atcMeteoGrowingNrtDataObject") == [
        ("warning", "b.csv, c.csv")
    ]


@pytest.mark.parametrize(
    ("names", "spec"), [(["a.csv"], "atcMeteoGrowingNrtDataObject"), (["a", "b"], "etcArchiveProduct")]
)
def test_one_file_and_archives_for_their_own_sake_are_left_alone(names, spec):
    assert found(archive(*names), spec) == []
