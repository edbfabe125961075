"""BADM: rows of text without a time, and the site as a header fact."""

from __future__ import annotations

from pathlib import Path

import pytest

from icos_ingest.pipeline import identify, open_dataset, validate

HYY = "other-timeseries/AncillaryCP_117_20160321.csv"
HEAD = "idVar,Variable,Qualifier,Value,DateTime,SubmissionDate\n"


def test_a_real_file_is_a_table_without_findings(real_data: Path) -> None:
    assert identify(real_data / HYY).format == "badm"
    with open_dataset(real_data / HYY) as ds:
        assert ds.attrs["kind"] == "table"
        assert ds.sizes["row"] == 192
        assert ds.attrs["header_site_id"] == "FI-Hyy"
        assert ds.attrs["header_site_name"] == "Hyytiälä"
        assert ds.attrs["station_id"] == "FI-Hyy"
        assert ds["DateTime"].values[0] == "-9999", "it is a text that says that there is no date"
    assert validate(real_data / HYY).findings == ()


def test_the_site_has_its_place_and_is_compared_with_the_name(sample_data: Path) -> None:
    data = (sample_data / "good" / "SE-Htm_BADM.csv").read_bytes()
    assert validate(data, name="SE-Htm_BADM.csv").findings == ()
    assert validate(data, name="upload.csv").findings == ()
    (finding,) = validate(data, name="SE-Svb_BADM.csv").findings
    assert (finding.code, finding.place.line, finding.place.column) == ("H201", 2, 4)
    assert finding.message == "SITE_ID is 'SE-Htm' in the header and SE-Svb in the name"


@pytest.mark.parametrize(
    "rows", ["", "1,SITE_ID\n", "1,SITE_ID,VALUE,,,\n", '1,SITE_ID,VALUE,"SE-Htm\n', "\n\n"]
)
def test_a_file_that_names_no_site_is_read_all_the_same(rows: str) -> None:
    report = validate((HEAD + rows).encode(), name="SE-Svb_BADM.csv")
    assert report.format == "badm"
    assert not [finding for finding in report.findings if finding.code.startswith("X")]
