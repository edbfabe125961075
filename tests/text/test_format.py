"""What every description of a text format does alike."""

from __future__ import annotations

import pytest

from icos_ingest.pipeline import validate

HEADS = {
    "ameriflux": b"# Site: US-CRT\n",
    "eddypro_full": b"file_info,\n",
    "exchange": b"BOTTLE,20240601X\n",
    "gcwerks": b"Created: today\n",
    "obspack_text": b"# header_lines : 1\n",
    "socat": b"SOCAT data report\n",
    "wdcgg": b"C01 TITLE: x\n",
}


@pytest.mark.parametrize("reader", HEADS)
def test_a_header_without_titles_is_an_error(reader: str) -> None:
    (finding,) = validate(HEADS[reader], reader=reader).findings
    assert (finding.code, finding.severity) == ("H103", "error")
    assert finding.message == "no line holds titles, so no table was found"


def test_a_long_line_is_no_fault_in_the_formats_of_others() -> None:
    titles = ",".join(["TIMESTAMP", *(f"TA_F_{i}" for i in range(2000))])
    report = validate(f"{titles}\n20240301{',1' * 2000}\n".encode(), reader="fluxnet")
    assert [(finding.code, finding.severity) for finding in report.findings] == [("F302", "info")]
