"""How a report is shown as Python writes it, and when two are equal."""

from __future__ import annotations

from pathlib import Path

from icos_ingest.pipeline import validate, validate_many


def test_what_would_fill_pages_is_not_written_out(sample_data: Path) -> None:
    path = sample_data / "good" / "fluxes.nc"
    report, batch = validate(path), validate_many([path])
    assert report.overviews
    assert report.statistics
    for shown in (repr(report), repr(batch)):
        assert f"format={report.format!r}" in shown
        assert not [word for word in ("overviews=", "statistics=", "view=") if word in shown]
    assert batch.reports == (report,)
