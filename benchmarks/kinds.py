"""The three kinds of files that are measured: values are invented, but have days, seasons and noise."""

from __future__ import annotations

import re

import numpy as np
import polars as pl
from fluxnet_titles import DATASET, OTHERS
from series import WRONG, Kind, beside, calendar, digits

from icos_ingest.rule_parts.sun import potential_radiation

HALF_HOURS, MINUTES = 48, 1440
STATION = (64.256, 19.775)
"""Svartberget, north and east; the file is in its standard time, UTC+1."""


def _noise(random: np.random.Generator, rows: int, width: float) -> np.ndarray:
    """Never far out, so that no value is a spike by chance."""
    return random.triangular(-width, 0, width, rows)


def _flux_values(row: np.ndarray, random: np.random.Generator) -> pl.DataFrame:
    """Four years of half hours at a forest in the north."""
    rows, day = len(row), row / HALF_HOURS
    warm = -np.cos(2 * np.pi * (day - 20) / 365.25)
    course = -np.cos(2 * np.pi * (day - 1 / 12))
    sky = 0.6 + 0.3 * np.sin(2 * np.pi * day / 7.3)
    sun = potential_radiation((day % 365.25) + 1, (row % HALF_HOURS) * 30.0 + 15 - 60, *STATION)
    light = np.where(sun > 0, sun * sky, 0)
    air = 2 + 12 * warm + 3 * course * (1.2 + warm) + _noise(random, rows, 0.4)
    breath = np.maximum(0.3, 2 + 1.6 * warm + 0.4 * course) + _noise(random, rows, 0.1)
    growth = np.maximum(0, 0.4 + warm) * 9 * light / (light + 300)
    known = {
        "TA_F": air,
        "SW_IN_F": light,
        "LW_IN_F": 290 + 3 * air + _noise(random, rows, 5),
        "VPD_F": np.maximum(0, 2 + 0.3 * air + 0.5 * course) + abs(_noise(random, rows, 0.2)),
        "PA_F": 98 + np.sin(2 * np.pi * day / 11.1) + _noise(random, rows, 0.02),
        "P_F": np.where(np.sin(2 * np.pi * day / 5.1) > 0.9, 0.3 + _noise(random, rows, 0.2), 0),
        "WS_F": 3 + np.sin(2 * np.pi * day / 6.3) + 0.5 * course + _noise(random, rows, 0.8),
        "H_F_MDS": light * 0.3 - 20 + _noise(random, rows, 12),
        "LE_F_MDS": light * 0.25 + 5 + _noise(random, rows, 10),
        "RECO_NT_VUT_REF": breath,
        "GPP_NT_VUT_REF": growth,
        "RECO_DT_VUT_REF": breath,
        "GPP_DT_VUT_REF": growth,
        "NEE_VUT_REF": breath - growth,
    }
    columns = {
        title: known[title] if title in known else _other(title, course, warm, random)
        for title in (*DATASET, *OTHERS)
    }
    places = {title: 5 if re.match("NEE|RECO|GPP|H_|LE_", title) else 3 for title in columns}
    return pl.DataFrame([pl.Series(name, values).round(places[name]) for name, values in columns.items()])


def _other(
    title: str, course: np.ndarray, warm: np.ndarray, random: np.random.Generator
) -> pl.Series | np.ndarray:
    """Flags are whole numbers; of the columns that nobody asks for a fifth is missing, as in real files."""
    rows = len(course)
    if title.endswith(("_QC", "_METHOD", "NIGHT")):
        return (random.random(rows) < 0.3).astype(np.int64)
    values = 12 + 5 * warm + 2 * course + _noise(random, rows, 0.5)
    missing = np.repeat(random.random(rows // 16 + 1) < 0.2, 16)[:rows]
    return pl.Series(values.round(3)).set(pl.Series(missing), None)


def _flux_stamps(times: np.ndarray) -> np.ndarray:
    def text(at: np.ndarray) -> np.ndarray:
        return np.hstack(
            [digits(part, width) for part, width in zip(calendar(at), (4, 2, 2, 2, 2), strict=True)]
        )

    return beside(text(times), ",", text(times + np.timedelta64(30, "m")))


FLUX_TITLES = ("TIMESTAMP_START", "TIMESTAMP_END", *DATASET, *OTHERS)
FLUX = Kind(
    spec="etcL2Fluxnet",
    name="ICOSETC_SE-Svb_FLUXNET_HH_L2.csv",
    separator=",",
    comment=None,
    titles=FLUX_TITLES,
    lead=2,
    step=30,
    end="2024-01-01T00:00",
    period=1461 * HALF_HOURS,
    decimals=None,
    missing="-9999",
    spoilable={
        "TIMESTAMP_END": ("202413010000", "20x401010000", "202401010060", "2024010100000"),
        **{title: ("7", "x") if title.endswith("_QC") else WRONG for title in DATASET},
    },
    values=_flux_values,
    stamps=_flux_stamps,
    head=lambda *_: ",".join(FLUX_TITLES).encode() + b"\n",
)

ATC_TITLES = (
    "Site", "SamplingHeight", "Year", "Month", "Day", "Hour", "Minute", "DecimalDate",
    "co2", "Stdev", "NbPoints", "Flag", "InstrumentId", "QualityId",
)  # fmt: skip


def _atc_values(row: np.ndarray, random: np.random.Generator) -> pl.DataFrame:
    """Four weeks of minutes on a tall tower; one in a hundred is missing."""
    rows, day = len(row), row / MINUTES
    gone = np.repeat(random.random(rows // 30 + 1) < 0.01, 30)[:rows]
    co2 = 424 + 6 * np.sin(2 * np.pi * day) + 2 * np.sin(2 * np.pi * day / 7) + _noise(random, rows, 0.3)
    return pl.DataFrame(
        {
            "co2": np.where(gone, -999.99, co2),
            "Stdev": np.where(
                gone, -9.99, 0.08 + 0.02 * np.sin(2 * np.pi * day) + _noise(random, rows, 0.02)
            ),
            "NbPoints": np.where(gone, 0, random.integers(10, 14, rows)),
            "Flag": np.where(gone, "N", "U"),
            "InstrumentId": np.full(rows, 489),
            "QualityId": np.full(rows, 94721),
        }
    )


def _atc_stamps(times: np.ndarray) -> np.ndarray:
    year, month, day, hour, minute = calendar(times)
    start = times.astype("M8[Y]")
    length = ((start + 1).astype("M8[m]") - start.astype("M8[m]")).astype(int)
    part = (times - start.astype("M8[m]")).astype(int) / length
    parts = [digits(year, 4), *(digits(number, 2) for number in (month, day, hour, minute))]
    between = [piece for part_ in parts for piece in (part_, ";")]
    return beside("HTM;150.0;", *between, digits(year, 4), ".", digits(np.floor(part * 1e8), 8))


def _atc_head(first: np.datetime64, last: np.datetime64, rows: int) -> bytes:
    lines = [
        "TITLE: CO2 - NRT Continuous air", "FILE NAME: ICOS_ATC_NRT_HTM_150.0_489.CO2",
        "DATA FORMAT: Version 1.0",
        f"TOTAL LINES: {rows + 19}", "HEADER LINES: 19", "STATION CODE: HTM",
        "STATION NAME: Hyltemossa", "PARAMETER: CO2",
        f"COVERING PERIOD: {first} {last}", "TIME INTERVAL: minutely",
        "MEASUREMENT UNIT: umol.mol-¹", "SAMPLING TYPE: continuous", "TIME ZONE: UTC",
        "MEASUREMENT SCALE: WMO CO2 X2019", "COMMENT:", "Times are UTC",
        "Time-averaged values are reported at the beginning of the averaging interval.",
        "These values are invented.",
    ]  # fmt: skip
    text = "".join(f"# {line}\n" for line in lines) + "#" + ";".join(ATC_TITLES) + "\n"
    return text.encode()


ATC = Kind(
    spec="atcCo2NrtDataObject",
    name="ICOS_ATC_NRT_HTM_150.0_489.CO2",
    separator=";",
    comment="#",
    titles=ATC_TITLES,
    lead=8,
    step=1,
    end="2024-03-01T00:00",
    period=28 * MINUTES,
    decimals=3,
    missing="-999.990",
    spoilable={
        "Year": ("2x21",),
        "Month": ("13", "x"),
        "Day": ("32", "0"),
        "Hour": ("25", "1h"),
        "Minute": ("60", ""),
        "co2": WRONG,
        "Stdev": WRONG,
        "NbPoints": WRONG,
        "Flag": ("Z", "?"),
    },
    values=_atc_values,
    stamps=_atc_stamps,
    head=_atc_head,
)

_PAIRS = (
    "Temp [degC]", "P_sal [psu]", "Temperature of Equilibration [degC]", "Equilibrator Pressure",
    "xCO2 In Water - Calibrated In Dry Air [umol mol-1]", "xCO2 in atmosphere [umol mol-1]",
    "Atmospheric Pressure [hPa]", "pCO2 [uatm]", "fCO2 [uatm]", "pCO2 in atmosphere [uatm]",
    "fCO2 in atmosphere [uatm]",
)  # fmt: skip
_LEVELS = {"Temp": 9, "P_sal": 34, "Temperature": 9.2, "Equilibrator": 1008, "Atmospheric": 1010}
_KNOWN = (
    "Temp [degC]", "P_sal [psu]", "Atmospheric Pressure [hPa]", "pCO2 [uatm]", "fCO2 [uatm]",
    "pCO2 in atmosphere [uatm]", "fCO2 in atmosphere [uatm]",
)  # fmt: skip
"""Those of the pairs that the specification knows."""
OTC_TITLES = (
    "Date/Time", "Longitude", "Latitude",
    *(f"{title}{end}" for title in _PAIRS for end in ("", " QC Flag", " QC Comment")),
)  # fmt: skip


def _otc_values(row: np.ndarray, random: np.random.Generator) -> pl.DataFrame:
    """A ferry that goes to and fro, one way a day, for four weeks."""
    rows, day = len(row), row / MINUTES
    way = abs((row + MINUTES) % (2 * MINUTES) - MINUTES) / MINUTES
    columns: dict[str, np.ndarray | str] = {"Longitude": -20 + 8 * way, "Latitude": 58 + 4 * way}
    for number, title in enumerate(_PAIRS):
        level = _LEVELS.get(title.split(" ")[0], 380 + 2 * number)
        values = level * (1 + 0.01 * np.sin(2 * np.pi * day + number)) + _noise(random, rows, level / 1000)
        columns |= {
            title: values,
            f"{title} QC Flag": np.where(random.random(rows) < 0.02, 3, 2),
            f"{title} QC Comment": np.full(rows, '""'),
        }
    return pl.DataFrame(columns)


def _otc_stamps(times: np.ndarray) -> np.ndarray:
    year, month, day, hour, minute = calendar(times)
    return beside(
        digits(year, 4), "-", digits(month, 2), "-", digits(day, 2), "T",
        digits(hour, 2), ":", digits(minute, 2), ":00.000Z",
    )  # fmt: skip


OTC = Kind(
    spec="icosOtcL2Product",
    name="ICOS_OTC_SOOP_L2.csv",
    separator=",",
    comment=None,
    titles=OTC_TITLES,
    lead=1,
    step=1,
    end="2024-03-01T00:00",
    period=28 * MINUTES,
    decimals=4,
    missing="",
    spoilable={
        "Date/Time": ("2024-13-01T00:00:00.000Z", "2024-01-01T24:61:00.000Z", "01/02/2024 00:00"),
        "Longitude": WRONG,
        "Latitude": WRONG,
        **dict.fromkeys(_KNOWN, WRONG),
        **{f"{title} QC Flag": ("Z", "7") for title in _KNOWN},
    },
    values=_otc_values,
    stamps=_otc_stamps,
    head=lambda *_: ",".join(OTC_TITLES).encode() + b"\n",
)  # fmt: skip

KINDS = {kind.spec: kind for kind in (FLUX, ATC, OTC)}
