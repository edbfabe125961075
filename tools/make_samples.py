"""Make sample_data/: a good and a faulty file of each kind, small, every value invented.

    python tools/make_samples.py [FOLDER]

The same bytes come out each time for text; binary files hold the same values.
"""

from __future__ import annotations

import bz2
import gzip
import io
import json
import math
import sys
import tarfile
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from make_sample_tables import tables

START = datetime(2024, 3, 1, tzinfo=UTC)
DAY = 24


def wave(i: int, base: float, swing: float) -> float:
    """A value that goes up and down once a day."""
    return base + swing * math.sin(2 * math.pi * i / DAY)


def atc(*, rows: int = DAY) -> list[str]:
    """An ICOS atmosphere product, hourly CO2 at Hyltemossa."""
    titles = "#Site;SamplingHeight;Year;Month;Day;Hour;Minute;DecimalDate;co2;Stdev;NbPoints;Flag;InstrumentId;QualityId"
    header = [
        "# TITLE: CO2 - NRT Continuous air",
        "# FILE NAME: HTM_2024-03-01_150.0_nrtHour.CO2",
        "# DATA FORMAT: Version 1.0",
        "# TOTAL LINES: {total}",
        "# HEADER LINES: {header}",
        "# STATION CODE: HTM",
        "# STATION NAME: Hyltemossa",
        "# PARAMETER: CO2",
        "# COVERING PERIOD: 2024-03-01T00:00 2024-03-01T23:59",
        "# TIME INTERVAL: hourly",
        "# MEASUREMENT UNIT: umol.mol-¹",
        "# SAMPLING TYPE: continuous",
        "# TIME ZONE: UTC",
        "# MEASUREMENT SCALE: WMO CO2 X2019",
        "# COMMENT:",
        "# Times are UTC",
        "# Time-averaged values are reported at the beginning of the averaging interval.",
        "# These values are invented.",
        "#",
        titles,
    ]
    data = []
    for i in range(rows):
        at = START + timedelta(hours=i)
        co2, spread = f"{wave(i, 424, 6):.3f}", f"{wave(i, 0.08, 0.03):.3f}"
        flag, points = "U", "12"
        if i == 7:
            co2, spread, flag, points = "-999.990", "-9.990", "N", "0"
        decimal = 2024 + ((at - datetime(2024, 1, 1, tzinfo=UTC)).total_seconds() / 86400) / 366
        data.append(f"HTM;150.0;{at:%Y;%m;%d;%H;%M};{decimal:.8f};{co2};{spread};{points};{flag};489;94721")
    total = len(header) + rows
    return [line.format(total=total, header=len(header)) for line in header] + data


def flask(*, rows: int = 8) -> list[str]:
    """An ICOS atmosphere flask product, SF6."""
    header = [
        "# TITLE: SF6 - Flask samples",
        "# TOTAL LINES: {total}",
        "# HEADER LINES: {header}",
        "# STATION CODE: LIN",
        "# PARAMETER: SF6",
        "# MEASUREMENT UNIT: pmol.mol-¹",
        "# COMMENT: these values are invented",
        "#Site;SamplingHeight;SamplingStart;SamplingEnd;sf6;Stdev;NbPoints;Flag",
    ]
    data = []
    for i in range(rows):
        at = START + timedelta(days=7 * i, hours=13)
        data.append(
            f"LIN;98.0;{at:%Y-%m-%dT%H:%M:%SZ};{at + timedelta(hours=1):%Y-%m-%dT%H:%M:%SZ};"
            f"{11.2 + 0.01 * i:.3f};0.020;2;O"
        )
    return [line.format(total=len(header) + rows, header=len(header)) for line in header] + data


def sweden(*, rows: int = 48) -> list[str]:
    """An ICOS Sweden ecosystem file, half-hourly fluxes."""
    names = ["H_1_1_1", "LE_1_1_1", "Fc_1_1_1", "Ustar_1_1_1", "NEE_1_1_1", "LE_f_1_1_1", "H_f_1_1_1", "WS_1_1_1",
             "WD_1_1_1"]  # fmt: skip
    units = ["Wm-2", "Wm-2", "umolm-2s-1", "ms-1", "umolm-2s-1", "Wm-2", "Wm-2", "ms-1", "deg"]
    bases = [(20, 40), (30, 35), (-1, 4), (0.4, 0.2), (-1, 4), (30, 35), (20, 40), (3, 1.5), (180, 90)]
    lines = ["date,time," + ",".join(names), "dd/mm/yyyy,HH:MM (CET)," + ",".join(units)]
    for i in range(rows):
        at = START + timedelta(minutes=30 * (i + 1))
        values = [f"{wave(i // 2, base, swing):.4f}" for base, swing in bases]
        if i == 5:
            values[0] = "NaN"
        lines.append(f"{at.day}/{at.month}/{at.year},{at.hour}:{at:%M}:00," + ",".join(values))
    return lines


def half_hourly(*, rows: int = 48) -> list[str]:
    """An ICOS ecosystem half-hourly product in FLUXNET style."""
    columns = {
        "GPP_DT_VUT_REF": (4, 4), "GPP_NT_VUT_REF": (4, 4), "H_F_MDS": (20, 40), "H_F_MDS_QC": None,
        "LE_F_MDS": (30, 35), "LE_F_MDS_QC": None, "NEE_VUT_REF": (-1, 4), "NEE_VUT_REF_QC": None,
        "RECO_DT_VUT_REF": (3, 1), "RECO_NT_VUT_REF": (3, 1), "SW_IN_F": (200, 190), "SW_IN_F_QC": None,
        "TA_F": (4, 5), "TA_F_QC": None, "VPD_F": (3, 2), "VPD_F_QC": None,
    }  # fmt: skip
    lines = ["TIMESTAMP_START,TIMESTAMP_END," + ",".join(columns)]
    for i in range(rows):
        at = START + timedelta(minutes=30 * i)
        cells = ["0" if about is None else f"{wave(i // 2, *about):.5f}" for about in columns.values()]
        if i == 3:
            cells[2], cells[3] = "-9999", "3"
        lines.append(f"{at:%Y%m%d%H%M},{at + timedelta(minutes=30):%Y%m%d%H%M}," + ",".join(cells))
    return lines


def stilt(*, rows: int = DAY) -> list[str]:
    """A table with ISO instants in its first column, as the STILT model's results."""
    parts = "background bio bio.gee bio.resp cement energy fuel fuel.bio fuel.coal fuel.gas fuel.oil industry others"
    names = [f"co2.{part}" for part in parts.split()] + [
        "co2.stilt",
        "co2.transport",
        "wind.dir",
        "wind.speed",
    ]
    lines = ["TIMESTAMP," + ",".join(names)]
    for i in range(rows):
        at = START + timedelta(hours=i)
        cells = [f"{wave(i, 420 if name == 'co2.stilt' else 5 + k, 2):.3f}" for k, name in enumerate(names)]
        lines.append(f"{at:%Y-%m-%dT%H:%M:%SZ}," + ",".join(cells))
    return lines


def sites(*, rows: int = DAY) -> list[str]:
    """A SITES table: words, `####`, titles, rows at UTC+1."""
    lines = [
        "Title: hourly meteorology, invented",
        "TA: air temperature in degrees Celsius",
        "####",
        "TIMESTAMP,TA,RH,WS,PREC,PA",
    ]
    for i in range(rows):
        at = START + timedelta(hours=i)
        cells = [f"{wave(i, 4, 5):.2f}", f"{wave(i, 70, 20):.1f}", f"{wave(i, 3, 1):.2f}", "0"]
        cells.append(f"{wave(i, 1002.1, 0.8):.1f}")
        lines.append(f"{at:%Y-%m-%d %H:%M}," + ",".join(cells))
    return lines


def ocean(*, rows: int = DAY) -> list[str]:
    """An ICOS ocean product: each value beside its QC flag."""
    names = ["P_sal [psu]", "Temp [degC]", "fCO2 [uatm]", "pCO2 [uatm]", "Atmospheric Pressure [hPa]"]
    bases = [(35, 0.2), (8, 0.5), (380, 12), (381, 12), (1005, 4)]
    titles = ["Date/Time", "Longitude", "Latitude"]
    for name in names:
        titles += [name, f"{name} QC Flag", f"{name} QC Comment"]
    lines = [",".join(titles)]
    for i in range(rows):
        at = START + timedelta(minutes=i)
        cells = [f"{at:%Y-%m-%dT%H:%M:%S}.000Z", f"{10 + 0.01 * i:.4f}", f"{58 + 0.01 * i:.4f}"]
        for base, swing in bases:
            cells += [f"{wave(i, base, swing):.3f}", "2", '""']
        lines.append(",".join(cells))
    return lines


def socat(*, rows: int = DAY) -> list[str]:
    """A SOCAT table of PANGAEA."""
    lines = [
        "/* DATA DESCRIPTION:",
        "Citation:\tinvented values",
        "*/",
        "Date/Time\tLatitude\tLongitude\tDepth water [m]\tSal\tTemp [°C]\tPPPP [hPa]\tfCO2water_SST_wet [µatm]",
    ]
    for i in range(rows):
        at = START + timedelta(minutes=5 * i)
        cells = [f"{60 + 0.01 * i:.4f}", f"{-20 - 0.01 * i:.4f}", "5", "35.01", f"{wave(i, 9, 0.3):.2f}", "1005.2",
                 f"{wave(i, 375, 8):.2f}"]  # fmt: skip
        lines.append(f"{at:%Y-%m-%dT%H:%M}\t" + "\t".join(cells))
    return lines


def plain(*, rows: int = DAY) -> list[str]:
    """Any other table: a logger's csv with a units row."""
    lines = ["time,temperature,pressure", "UTC,degC,hPa"]
    lines += [
        f"{START + timedelta(hours=i):%Y-%m-%dT%H:%M:%S}Z,{wave(i, 4, 5):.2f},{wave(i, 1002, 3):.1f}"
        for i in range(rows)
    ]
    return lines


def spoil(lines: list[str], changes: dict[int, tuple[str, str]]) -> list[str]:
    """The lines with some text replaced, by line number from 1; the text must be there."""
    found = list(lines)
    for number, (old, new) in changes.items():
        line = found[number - 1]
        if old not in line:
            raise ValueError(f"line {number} holds no {old!r}: {line}")
        found[number - 1] = line.replace(old, new, 1)
    return found


def texts() -> dict[str, list[str]]:
    """Every text sample by its path."""
    good_atc = atc()
    return {
        **tables(),
        "good/ICOS_ATC_NRT_HTM_2024-03-01_150.0_489.CO2": good_atc,
        "faulty/ICOS_ATC_NRT_HTM_2024-03-01_150.0_489_spoilt.CO2": [
            *spoil(
                good_atc[:-1],
                {23: (";427.000", ";427,000"), 30: (";U;", ";X;"), 35: ("2024;03;01;14", "2024;03;01;13")},
            ),
        ],
        "good/ICOS_ATC_LIN_98.0_FLASK.SF6": flask(),
        "faulty/ICOS_ATC_LIN_98.0_FLASK_spoilt.SF6": spoil(
            flask(), {3: ("8", "9"), 10: ("T13:00:00Z", " 13:00")}
        ),
        "good/SE-Htm_fluxes_2024-03-01.csv": sweden(),
        "faulty/SE-Htm_fluxes_2024-03-01_spoilt.csv": spoil(
            sweden(), {1: ("NEE_1_1_1", "NEE_1_1_2"), 2: ("(CET)", "(CEST)"), 9: (".", ",")}
        ),
        "good/ICOSETC_SE-Svb_FLUXNET_HH.csv": half_hourly(),
        "faulty/ICOSETC_SE-Svb_FLUXNET_HH_spoilt.csv": [
            *spoil(
                half_hourly(),
                {
                    10: ("202403010400,202403010430", "202403010400,2024-03-01 04:30"),
                    12: (",0,", ",,0,"),
                    20: ("6.82843", "#REF!"),
                },
            ),
        ],
        "good/stilt_HTM150.csv": stilt(),
        "faulty/stilt_HTM150_spoilt.csv": spoil(stilt(), {4: ("T02:00:00Z", "T02:00:00"), 6: ("4", "four")}),
        "good/SITES_meteo_hourly.csv": sites(),
        "faulty/SITES_meteo_hourly_spoilt.csv": spoil(
            sites(), {7: ("-03-01 02:00", "-03-01T02:00"), 9: ("87.3", "87.3%")}
        ),
        "good/ICOS_OTC_SOOP_L2.csv": ocean(),
        "faulty/ICOS_OTC_SOOP_L2_spoilt.csv": spoil(ocean(), {5: (",2,", ",8,"), 8: ('""', 'x"y"')}),
        "good/underway_SOCAT.tab": socat(),
        "faulty/underway_SOCAT_spoilt.tab": spoil(
            socat(), {4: ("Temp [°C]", "Temp [C]"), 7: ("\t5\t", "\tfive\t")}
        ),
        "good/logger.csv": plain(),
        "faulty/logger_spoilt.csv": spoil(
            plain(), {6: ("Z,", "Z,,"), 9: ("T06:00:00Z", "T05:00:00Z"), 12: (",", ",n/a ")}
        ),
        "good/analysis.py": ["import numpy as np", "", "mean = np.mean([1, 2, 3])", "print(mean)"],
        "faulty/analysis_spoilt.py": ["import numpy as np", "", "mean = np.mean([1, 2, 3)", "print(mean)"],
        "good/plot.R": ["library(ncdf4)", 'x <- nc_open("co2.nc")', "print(x)"],
        "faulty/plot_spoilt.R": ["library(ncdf4)", 'x <- nc_open("co2.nc"', "print(x)"],
        "good/fit.jl": ["using Statistics", "f(x) = mean(x)", "println(f([1, 2, 3]))"],
        "faulty/fit_spoilt.jl": ["using Statistics", "f(x) = mean(x", "println(f([1, 2, 3]))"],
    }


def netcdf(path: Path, *, units: str = "hours since 2024-03-01") -> None:
    """A small grid of fluxes."""
    import netCDF4

    with netCDF4.Dataset(path, "w") as nc:
        nc.Conventions, nc.title = "CF-1.8", "invented fluxes"
        for name, values, unit, standard in (
            ("time", np.arange(4.0), units, "time"),
            ("lat", np.arange(50.0, 53), "degrees_north", "latitude"),
            ("lon", np.arange(5.0, 9), "degrees_east", "longitude"),
        ):
            nc.createDimension(name, len(values))
            variable = nc.createVariable(name, "f8", (name,))
            variable.units, variable.standard_name = unit, standard
            variable[:] = values
        flux = nc.createVariable("co2_flux", "f4", ("time", "lat", "lon"), zlib=True, fill_value=-9999.0)
        flux.units, flux.long_name = "mol m-2 s-1", "net flux of CO2 into the air"
        flux[:] = np.sin(np.arange(48.0)).reshape(4, 3, 4) * 1e-6


def hdf5(path: Path) -> None:
    """A group of spectra with a dimension scale."""
    import h5py

    with h5py.File(path, "w") as h5:
        group = h5.create_group("spectra")
        wavelength = group.create_dataset("wavelength", data=np.linspace(400.0, 700, 16))
        wavelength.attrs["units"] = "nm"
        wavelength.make_scale("wavelength")
        radiance = group.create_dataset(
            "radiance", data=np.cos(np.arange(64.0)).reshape(4, 16), chunks=(2, 16)
        )
        radiance.attrs["units"] = "mW sr-1 m-2 nm-1"
        radiance.dims[1].attach_scale(wavelength)


def geotiff(path: Path, *, crs: str | None = "EPSG:32633") -> None:
    """Two bands near Hyltemossa."""
    import rasterio
    from rasterio import Affine

    profile = {
        "driver": "GTiff",
        "width": 32,
        "height": 16,
        "count": 2,
        "dtype": "float32",
        "nodata": -9999.0,
    }
    profile |= {"crs": crs, "transform": Affine(10, 0, 400000, 0, -10, 6218000)}
    with rasterio.open(
        path, "w", tiled=True, blockxsize=16, blockysize=16, compress="deflate", **profile
    ) as out:
        values = np.hypot(*np.mgrid[:16, :32]).astype("float32")
        out.write(np.stack([values, -values]))
        out.descriptions = ("red", "near infrared")


def image(kind: str) -> bytes:
    """A picture of a gradient, as PNG or JPEG."""
    from PIL import Image

    pixels = np.stack(np.broadcast_arrays(*np.ogrid[:64, :96], 128), axis=-1).astype("uint8")
    out = io.BytesIO()
    picture = Image.fromarray(pixels)
    exif = picture.getexif()
    exif[0x0132] = "2024:03:01 12:00:00"
    exif[0x010F] = "phenocam"
    picture.save(out, kind, exif=exif)
    return out.getvalue()


def workbook(path: Path, *, error: bool = False) -> None:
    """One sheet of daily values."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.created = book.properties.modified = datetime(2024, 3, 1)  # noqa: DTZ001  # Excel has no zones
    sheet = book.active
    sheet.title = "daily"
    sheet.append(["TIMESTAMP", "GPP", "remark"])
    for i in range(10):
        sheet.append([datetime(2024, 3, 1) + timedelta(days=i), round(wave(i, 4, 1), 3), "ok"])  # noqa: DTZ001
    if error:
        sheet["B5"] = "#REF!"
    book.save(path)


def notebook(*, broken: bool = False) -> str:
    """Two cells; in the broken one code that does not parse."""
    code = (
        "ds = icos_ingest.open_dataset('co2.csv'" if broken else "ds = icos_ingest.open_dataset('logger.csv')"
    )
    cells = [
        {"cell_type": "markdown", "id": "intro", "metadata": {}, "source": ["# CO2 at Hyltemossa"]},
        {
            "cell_type": "code",
            "id": "open",
            "metadata": {},
            "execution_count": 1,
            "outputs": [],
            "source": ["import icos_ingest\n", code],
        },
    ]
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return json.dumps({"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}, indent=1)


def zipped(members: dict[str, bytes]) -> bytes:
    """An archive of these members, each with the same date."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 3, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def tarred(members: dict[str, bytes]) -> bytes:
    """A tar archive of these members."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def make(folder: Path) -> None:
    """Write every sample below a folder."""
    for name in ("good", "faulty"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    encoded = {name: ("\n".join(lines) + "\n").encode() for name, lines in texts().items()}
    for name, data in encoded.items():
        (folder / name).write_bytes(data)
    netcdf(folder / "good/fluxes.nc")
    netcdf(folder / "faulty/fluxes_spoilt.nc", units="days since 0000-13-45")
    hdf5(folder / "good/spectra.h5")
    whole = (folder / "good/spectra.h5").read_bytes()
    (folder / "faulty/spectra_cut.h5").write_bytes(whole[: len(whole) // 2])
    geotiff(folder / "good/landcover.tif")
    geotiff(folder / "faulty/landcover_nowhere.tif", crs=None)
    for kind, suffix in (("PNG", "png"), ("JPEG", "jpg")):
        picture = image(kind)
        (folder / f"good/phenocam.{suffix}").write_bytes(picture)
        (folder / f"faulty/phenocam_cut.{suffix}").write_bytes(picture[: len(picture) // 2])
    workbook(folder / "good/gpp.xlsx")
    workbook(folder / "faulty/gpp_spoilt.xlsx", error=True)
    (folder / "good/notebook.ipynb").write_text(notebook(), encoding="utf-8")
    (folder / "faulty/notebook_spoilt.ipynb").write_text(notebook(broken=True), encoding="utf-8")
    co2 = encoded["good/ICOS_ATC_NRT_HTM_2024-03-01_150.0_489.CO2"]
    archive = zipped({"HTM_150.0.CO2": co2})
    (folder / "good/ICOS_ATC_NRT_HTM_2024-03-01.zip").write_bytes(archive)
    (folder / "faulty/archive_cut.zip").write_bytes(archive[: len(archive) // 2])
    packed = gzip.compress(encoded["good/logger.csv"], mtime=0)
    (folder / "good/logger.csv.gz").write_bytes(packed)
    (folder / "faulty/logger_cut.csv.gz").write_bytes(packed[:-20])
    (folder / "good/logger.csv.bz2").write_bytes(bz2.compress(encoded["good/logger.csv"]))
    (folder / "good/station.tar").write_bytes(tarred({"logger.csv": encoded["good/logger.csv"]}))
    (folder / "faulty/station_slip.tar").write_bytes(tarred({"../logger.csv": encoded["good/logger.csv"]}))
    (folder / "faulty/empty.csv").write_bytes(b"")


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "sample_data")
