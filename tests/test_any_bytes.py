"""Whatever becomes of a text on its way, the check ends in a report: never an exception, never a mishap."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from icos_ingest.model import Source
from icos_ingest.pipeline import validate

GOOD = Path(__file__).parents[1] / "sample_data" / "good"
SAMPLES = {
    "ameriflux": "SE-Htm_HH_202403010000_202403011200.csv",
    "ascii_atc_flask_time_ser": "ICOS_ATC_LIN_98.0_FLASK.SF6",
    "ascii_atc_product_time_ser": "ICOS_ATC_NRT_HTM_2024-03-01_150.0_489.CO2",
    "ascii_etc_half_hourly_product_time_ser": "ICOSETC_SE-Svb_FLUXNET_HH.csv",
    "ascii_etc_time_ser": "SE-Htm_fluxes_2024-03-01.csv",
    "ascii_otc_product_csv": "ICOS_OTC_SOOP_L2.csv",
    "ascii_otc_socat_time_ser": "underway_SOCAT.tab",
    "atc_small_header": "htm.co2.1minute.150m.min.dat",
    "csv_with_iso8601ts_first_col": "stilt_HTM150.csv",
    "delimited_header_csv": "SITES_meteo_hourly.csv",
    "delimited_text": "logger.csv",
    "eddypro_full": "eddypro_SE-Htm_full_output.csv",
    "etc_raw": "SE-Htm_BM_20240301_L02_F01.csv",
    "exchange": "77SE20240301_hy1.csv",
    "fluxnet": "FLX_SE-Htm_FLUXNET2015_FULLSET_DD_2024-2024_1-4.csv",
    "gcwerks": "htm.picarro.hourly.150m.dat",
    "julia_code": "fit.jl",
    "noaa_event": "co2_htm_surface-flask_event.txt",
    "notebook": "notebook.ipynb",
    "obspack_text": "co2_htm_tower-insitu_obspack.txt",
    "python_code": "analysis.py",
    "r_code": "plot.R",
    "socat": "SOCAT_77SE20240301.tsv",
    "toa5": "logger_TOA5.dat",
    "wdcgg": "co2_htm_wdcgg_hourly.txt",
}
CELLS = [
    *(
        b"",
        b" ",
        b"-",
        b".",
        b"0",
        b"-9999",
        b"-999.990",
        b"NaN",
        b"inf",
        b"1e999",
        b"1,5",
        b"#REF!",
        b"\xff",
    ),
    *(b"99999999999999999999", b"2024-13-45T99:99:99Z", b"31.02.2024", b'"', b'"open', b"#", b"####", b"*/"),
    *(b"\x00", b"\xef\xbb\xbf", "µ".encode(), b"x" * 5000, b"\r", b"\n", b"20240301", b"-1", b"\xe2\x80\xae"),
]
SEPARATORS = (b",", b";", b"\t", b":", b" ")


def one_step(draw: st.DrawFn, data: bytes) -> bytes:
    """The bytes with one accident."""
    kind = draw(st.sampled_from(["cell", "cut", "bytes", "drop", "double", "swap"]))
    at = draw(st.integers(0, len(data)))
    if kind == "cut":
        return data[:at]
    if kind == "bytes":
        return data[:at] + draw(st.binary(max_size=6)) + data[at + draw(st.integers(0, 6)) :]
    lines = data.split(b"\n")
    row, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
    if kind == "drop":
        del lines[row]
    elif kind == "double":
        lines.insert(other, lines[row])
    elif kind == "swap":
        lines[row], lines[other] = lines[other], lines[row]
    else:
        separator = draw(st.sampled_from(SEPARATORS))
        cells = lines[row].split(separator)
        cells[draw(st.integers(0, len(cells) - 1))] = draw(st.sampled_from(CELLS))
        lines[row] = separator.join(cells)
    return b"\n".join(lines)


@st.composite
def damaged(draw: st.DrawFn, data: bytes) -> bytes:
    """The bytes after a few accidents."""
    for _ in range(draw(st.integers(1, 5))):
        data = one_step(draw, data)
    return data


@pytest.mark.parametrize("reader", sorted(SAMPLES))
def test_a_damaged_text_ends_in_a_report(reader: str) -> None:
    @settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
    @given(data=damaged((GOOD / SAMPLES[reader]).read_bytes()))
    def judged(data: bytes) -> None:
        report = validate(data, reader=reader)
        assert not {"X001", "X002"} & {finding.code for finding in report.findings}, str(report)
        assert json.loads(report.to_json())["reports"][0]["quality"] == report.quality
        assert str(report)
        assert report.to_html()

    judged()


@pytest.mark.parametrize("reader", ["ameriflux", "delimited_text"])
def test_a_damaged_upload_ends_in_a_report(reader: str) -> None:
    name = "SE-Htm_HH_202403010000_202403011200.csv"

    @settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
    @given(data=damaged((GOOD / name).read_bytes()))
    def judged(data: bytes) -> None:
        report = validate(Source.of(data, name=name), reader=reader)
        assert not {"X001", "X002"} & {finding.code for finding in report.findings}, str(report)
        assert str(report)

    judged()


@pytest.mark.parametrize("reader", [None, "delimited_text", "csv_with_iso8601ts_first_col"])
def test_noise_ends_in_a_report(reader: str | None) -> None:
    @settings(max_examples=50, deadline=None)
    @given(data=st.binary(max_size=300))
    def judged(data: bytes) -> None:
        report = validate(data, reader=reader)
        assert not {"X001", "X002"} & {finding.code for finding in report.findings}, str(report)
        assert str(report)

    judged()
