"""Valid files made by code, where real ones do not reach: towers, ships and stations with weather of their own."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

from tests.recall.table import TextTable

Series = list[float]


@dataclass(frozen=True)
class Site:
    """Where the sun is seen from, and when; the station's id lets a rule look up where it is."""

    station: str
    latitude: float
    longitude: float
    start: datetime
    utc_offset: float


SITES = (
    Site("SE-Htm", 56.0976, 13.4189, datetime(2023, 6, 5, tzinfo=UTC), 1),
    Site("SE-Svb", 64.2561, 19.7745, datetime(2023, 5, 8, tzinfo=UTC), 1),
    Site("BE-Vie", 50.3050, 5.9981, datetime(2023, 8, 14, tzinfo=UTC), 1),
)


def noise(rng: random.Random, n: int, spread: float, memory: float) -> Series:
    """A red noise: each value keeps a part of the one before."""
    values, last = [], 0.0
    for _ in range(n):
        last = memory * last + rng.gauss(0, spread)
        values.append(last)
    return values


def wave(n: int, per_day: float, base: float, swing: float, peak_hour: float = 14) -> Series:
    """Up and down once a day."""
    return [base + swing * math.cos(2 * math.pi * (i / per_day - peak_hour / 24)) for i in range(n)]


def add(*series: Series) -> Series:
    """The sum of several series, value by value."""
    return [sum(values) for values in zip(*series, strict=True)]


def sun(site: Site, at: datetime) -> float:
    """The sine of the sun's height, zero at night (Spencer 1971 for declination and equation of time)."""
    day = 2 * math.pi * (at.timetuple().tm_yday - 1) / 365
    tilt = (
        0.006918 - 0.399912 * math.cos(day) + 0.070257 * math.sin(day) - 0.006758 * math.cos(2 * day)
        + 0.000907 * math.sin(2 * day)
    )  # fmt: skip
    late = 229.18 * (
        0.000075 + 0.001868 * math.cos(day) - 0.032077 * math.sin(day) - 0.014615 * math.cos(2 * day)
        - 0.040849 * math.sin(2 * day)
    )  # fmt: skip
    minutes = at.hour * 60 + at.minute + at.second / 60 + late + 4 * site.longitude
    angle = math.radians(minutes / 4 - 180)
    latitude = math.radians(site.latitude)
    height = math.sin(latitude) * math.sin(tilt) + math.cos(latitude) * math.cos(tilt) * math.cos(angle)
    return max(0.0, height)


def shortwave(rng: random.Random, site: Site, middles: list[datetime]) -> Series:
    """Global radiation under clouds that come and go, W m-2."""
    clouds = noise(rng, len(middles), 0.12, 0.8)
    return [
        1361 * sun(site, at) * 0.72 * min(1.0, max(0.25, 0.85 + cloud))
        for at, cloud in zip(middles, clouds, strict=True)
    ]


def atc_gas(gas: str, unit: str, base: float, spread: float, seed: int) -> TextTable:
    """An ICOS atmosphere product, a month of hours."""
    rng, site, n = random.Random(seed), SITES[0], 720
    values = add(wave(n, 24, base, 4 * spread, 5), noise(rng, n, spread, 0.9))
    titles = f"Site;SamplingHeight;Year;Month;Day;Hour;Minute;DecimalDate;{gas};Stdev;NbPoints;Flag;InstrumentId;QualityId"
    rows = []
    for i, value in enumerate(values):
        at = site.start + timedelta(hours=i)
        cells = [f"{value:.3f}", f"{spread * rng.uniform(0.1, 0.6):.3f}", str(rng.randint(40, 60)), "U"]
        if i % 97 == 40:
            cells = ["-999.990", "-9.99", "0", "N"]
        rows.append((*_atc_stamp(at), *cells, "489", "94721"))
    name = f"ICOS_ATC_NRT_HTM_2023-06-05_2023-07-04_150.0_489.{gas.upper()}"
    return _atc(f"atc{gas.capitalize()}NrtDataObject", name, gas, unit, titles, rows)


def atc_meteo(seed: int, site: Site) -> TextTable:
    """The meteorology of an atmosphere station, with a flag for each quantity."""
    rng, n = random.Random(seed), 720
    columns = {
        "AT": (add(wave(n, 24, 14, 5), noise(rng, n, 0.4, 0.95)), 0.3),
        "RH": ([min(100.0, max(15.0, v)) for v in add(wave(n, 24, 72, -15), noise(rng, n, 2, 0.9))], 1.0),
        "AP": (add(wave(n, 24, 1001, 0.5), noise(rng, n, 0.6, 0.98)), 0.1),
        "WS": ([abs(v) + 0.3 for v in add(wave(n, 24, 4, 1.5), noise(rng, n, 0.6, 0.8))], 0.8),
        "WD": ([v % 360 for v in add(wave(n, 24, 220, 20), noise(rng, n, 12, 0.95))], 9.0),
    }
    titles = "Site;SamplingHeight;Year;Month;Day;Hour;Minute;DecimalDate;" + ";".join(
        f"{name};{name}-Stdev;{name}-NbPoints;{name}-Flag;{name}-QualityId" for name in columns
    )
    rows = []
    for i in range(n):
        at = site.start + timedelta(hours=i)
        cells: list[str] = []
        for values, spread in columns.values():
            cells += [f"{values[i]:.3f}", f"{spread * rng.uniform(0.5, 1.5):.3f}", "60", "U", "648"]
        rows.append((*_atc_stamp(at), *cells, "612"))
    name = f"ICOS_ATC_NRT_HTM_{site.start:%Y-%m-%d}_30.0_612.MTO"
    units = "°C;%;hPa;m.s-¹;Degree"
    return _atc("atcMeteoNrtDataObject", name, "t,rh,ap,ws,wd", units, titles + ";InstrumentId", rows)


def tower(seed: int, site: Site, *, rich: bool) -> TextTable:
    """An ICOS ecosystem half-hourly product; the rich one has pressure, wind, light and the sonic too."""
    rng, n = random.Random(seed), 672
    local = [site.start + timedelta(minutes=30 * i) for i in range(n)]
    middles = [at + timedelta(minutes=15) - timedelta(hours=site.utc_offset) for at in local]
    light = shortwave(rng, site, middles)
    air = add(wave(n, 48, 12, 5), noise(rng, n, 0.25, 0.97))
    gpp = [18 * v / (v + 280) + abs(g) for v, g in zip(light, noise(rng, n, 0.15, 0.5), strict=True)]
    reco = [2.2 * 2 ** ((t - 10) / 10) for t in air]
    turbulent = noise(rng, n, 8, 0.6)
    columns: dict[str, tuple[Series, int]] = {
        "TA_F": (air, 3),
        "SW_IN_F": (light, 3),
        "VPD_F": ([max(0.05, 0.6 * t - 2 + e) for t, e in zip(air, noise(rng, n, 0.2, 0.9), strict=True)], 3),
        "NEE_VUT_REF": ([r - g for r, g in zip(reco, gpp, strict=True)], 5),
        "RECO_NT_VUT_REF": (reco, 5),
        "GPP_NT_VUT_REF": (gpp, 5),
        "RECO_DT_VUT_REF": ([1.03 * r for r in reco], 5),
        "GPP_DT_VUT_REF": ([0.97 * g for g in gpp], 5),
        "LE_F_MDS": ([0.35 * v + 8 + t for v, t in zip(light, turbulent, strict=True)], 4),
        "H_F_MDS": ([0.25 * v - 12 + t for v, t in zip(light, turbulent, strict=True)], 4),
    }
    if rich:
        columns |= {
            "PA_F": (add(wave(n, 48, 98.2, 0.05), noise(rng, n, 0.03, 0.99)), 3),
            "WS_F": ([abs(v) + 0.2 for v in add(wave(n, 48, 3, 1), noise(rng, n, 0.4, 0.8))], 3),
            "LW_IN_F": (add(wave(n, 48, 320, 25), noise(rng, n, 6, 0.9)), 3),
            "P_F": ([max(0.0, rng.gauss(-3, 1.6)) for _ in range(n)], 3),
            "RH": ([min(100.0, max(12.0, v)) for v in add(wave(n, 48, 70, -18), noise(rng, n, 1.5, 0.9))], 2),
            "PPFD_IN": ([2.02 * v * rng.uniform(0.97, 1.03) for v in light], 2),
            "T_SONIC": (add(air, noise(rng, n, 0.2, 0.5)), 3),
        }
    flagged = [name for name in columns if name.endswith(("_F", "_MDS")) or name == "NEE_VUT_REF"]
    titles = ["TIMESTAMP_START", "TIMESTAMP_END"]
    for name in columns:
        titles += [name, f"{name}_QC"] if name in flagged else [name]
    rows = []
    for i, at in enumerate(local):
        cells = [f"{at:%Y%m%d%H%M}", f"{at + timedelta(minutes=30):%Y%m%d%H%M}"]
        for name, (values, digits) in columns.items():
            gap = name == "H_F_MDS" and i % 150 == 60
            cells.append("-9999" if gap else f"{values[i]:.{digits}f}")
            if name in flagged:
                cells.append("-9999" if gap else rng.choice("00000012"))
        rows.append(tuple(cells))
    spec = "etcL2Fluxnet" if rich else "etcFluxnetProduct"
    name = f"ICOSETC_{site.station}_FLUXNET_HH_L2_{seed:03}.csv"
    head = (",".join(titles),)
    return TextTable(
        name,
        spec,
        head,
        ",",
        tuple(titles),
        tuple(rows),
        options={"utc_offset": site.utc_offset, "all_columns": True},
    )


def fp_in(seed: int, site: Site) -> TextTable:
    """A file for AmeriFlux's FP-In: the rows of a tower under AmeriFlux's names, with gaps in the fluxes."""
    whole = tower(seed, site, rich=True)
    names = {
        "TIMESTAMP_START": "TIMESTAMP_START", "TIMESTAMP_END": "TIMESTAMP_END", "NEE_VUT_REF": "FC",
        "LE_F_MDS": "LE", "H_F_MDS": "H", "TA_F": "TA", "RH": "RH", "PA_F": "PA", "WS_F": "WS",
        "SW_IN_F": "SW_IN", "PPFD_IN": "PPFD_IN", "P_F": "P",
    }  # fmt: skip
    cells = [whole.titles.index(title) for title in names]
    gapped = [list(names).index(title) for title in ("NEE_VUT_REF", "LE_F_MDS", "H_F_MDS")]
    rows = [[row[cell] for cell in cells] for row in whole.rows]
    for number, row in enumerate(rows):
        if (number + seed) % 41 == 7:
            for cell in gapped:
                row[cell] = "-9999"
    titles = tuple(names.values())
    name = f"US-X{seed % 90 + 10}_HH_{rows[0][0]}_{rows[-1][1]}.csv"
    return TextTable(name, None, (",".join(titles),), ",", titles, tuple(map(tuple, rows)))


def ship(seed: int) -> TextTable:
    """An ICOS ocean product: each value beside its flag, once in five minutes."""
    rng, n = random.Random(seed), 480
    start = datetime(2022, 9, 3, 6, tzinfo=UTC)
    columns = {
        "P_sal [psu]": (add(wave(n, 288, 34.2, 0.05), noise(rng, n, 0.01, 0.97)), 3),
        "Temp [degC]": (add(wave(n, 288, 11, 0.6), noise(rng, n, 0.03, 0.97)), 3),
        "fCO2 [uatm]": (add(wave(n, 288, 372, 6), noise(rng, n, 0.8, 0.95)), 3),
        "pCO2 [uatm]": (add(wave(n, 288, 374, 6), noise(rng, n, 0.8, 0.95)), 3),
        "Atmospheric Pressure [hPa]": (add(wave(n, 288, 1008, 1), noise(rng, n, 0.06, 0.98)), 3),
    }
    titles = ["Date/Time", "Longitude", "Latitude"]
    for name in columns:
        titles += [name, f"{name} QC Flag", f"{name} QC Comment"]
    rows = []
    for i in range(n):
        at = start + timedelta(minutes=5 * i)
        cells = [f"{at:%Y-%m-%dT%H:%M:%S}.000Z", f"{5 + 0.012 * i:.4f}", f"{56 + 0.006 * i:.4f}"]
        for values, digits in columns.values():
            gap = i % 111 == 50
            cells += ["NaN" if gap else f"{values[i]:.{digits}f}", "9" if gap else "2", '""']
        rows.append(tuple(cells))
    head = (",".join(titles),)
    return TextTable(f"26XX2022090{seed % 10}.csv", "icosOtcL2Product", head, ",", tuple(titles), tuple(rows))


def socat(seed: int) -> TextTable:
    """A SOCAT table of PANGAEA."""
    rng, n = random.Random(seed), 400
    start = datetime(2020, 4, 1, tzinfo=UTC)
    columns = {
        "Sal": (add(wave(n, 288, 35.0, 0.05), noise(rng, n, 0.01, 0.97)), 3),
        "Temp [°C]": (add(wave(n, 288, 9, 0.4), noise(rng, n, 0.04, 0.97)), 2),
        "PPPP [hPa]": (add(wave(n, 288, 1005, 1), noise(rng, n, 0.05, 0.99)), 2),
        "fCO2water_SST_wet [µatm]": (add(wave(n, 288, 368, 5), noise(rng, n, 0.7, 0.95)), 2),
    }
    titles = ("Date/Time", "Latitude", "Longitude", "Depth water [m]", *columns)
    rows = []
    for i in range(n):
        at = start + timedelta(minutes=5 * i)
        cells = [f"{at:%Y-%m-%dT%H:%M}", f"{60 + 0.004 * i:.5f}", f"{-20 - 0.006 * i:.5f}", "5"]
        rows.append((*cells, *(f"{values[i]:.{digits}f}" for values, digits in columns.values())))
    head = ("/* DATA DESCRIPTION:", "Citation:\tinvented values", "*/", "\t".join(titles))
    return TextTable(f"26XX{seed}_underway.tab", "socat_DataObject", head, "\t", titles, tuple(rows))


def sites(seed: int, site: Site) -> TextTable:
    """A SITES table of hourly meteorology at UTC+1."""
    rng, n = random.Random(seed), 600
    middles = [site.start + timedelta(hours=i - 0.5 - 1) for i in range(n)]
    columns = {
        "TA": (add(wave(n, 24, 11, 5), noise(rng, n, 0.4, 0.95)), 2),
        "RH": ([min(100.0, max(15.0, v)) for v in add(wave(n, 24, 70, -18), noise(rng, n, 2, 0.9))], 2),
        "WS": ([abs(v) + 0.3 for v in add(wave(n, 24, 3, 1), noise(rng, n, 0.5, 0.8))], 2),
        "P": ([max(0.0, rng.gauss(-3, 1.6)) for _ in range(n)], 1),
        "PA": (add(wave(n, 24, 1002, 0.5), noise(rng, n, 0.5, 0.98)), 2),
        "SW_IN": (shortwave(rng, site, middles), 2),
    }
    titles = ("TIMESTAMP", *columns)
    rows = [
        (
            f"{site.start + timedelta(hours=i):%Y-%m-%d %H:%M}",
            *(f"{values[i]:.{digits}f}" for values, digits in columns.values()),
        )
        for i in range(n)
    ]
    head = (
        "Title: hourly meteorology, invented",
        "TA: air temperature in degrees Celsius",
        "####",
        ",".join(titles),
    )
    return TextTable(f"SITES_met_{seed}.csv", "stationHourlyMeteorological", head, ",", titles, tuple(rows))


def icos_sweden(seed: int, site: Site) -> TextTable:
    """Air temperatures of an ICOS Sweden mast, half-hourly at UTC+1; units stand below the titles."""
    rng, n = random.Random(seed), 300
    temperatures = [add(wave(n, 48, 9, 5), noise(rng, n, 0.3, 0.97)) for _ in range(2)]
    titles = ("date", "time", "Ta_1_1_1", "Ta_1_2_1")
    stamps = [site.start + timedelta(minutes=30 * i) for i in range(n)]
    rows = [
        (f"{at:%d/%m/%Y}", f"{at:%H:%M}", *(f"{values[i]:.3f}" for values in temperatures))
        for i, at in enumerate(stamps)
    ]
    head = (",".join(titles), "dd/mm/yyyy,hh:mm (CET),degC,degC")
    return TextTable(
        f"SE-Htm_ta_{seed}.csv", "ecoAirTempMultiLevelsDataObject", head, ",", titles, tuple(rows)
    )


def _atc_stamp(at: datetime) -> tuple[str, ...]:
    first = datetime(at.year, 1, 1, tzinfo=UTC)
    year = (datetime(at.year + 1, 1, 1, tzinfo=UTC) - first).total_seconds()
    return (
        "HTM",
        "150.0",
        *f"{at:%Y;%m;%d;%H;%M}".split(";"),
        f"{at.year + (at - first).total_seconds() / year:.8f}",
    )


def _atc(spec: str, name: str, gas: str, unit: str, titles: str, rows: list[tuple[str, ...]]) -> TextTable:
    first, last = ("-".join(row[2:5]) + f"T{row[5]}:{row[6]}" for row in (rows[0], rows[-1]))
    height = name.split("_")[-2]
    lines = [
        f"# TITLE: {gas} - NRT data", f"# FILE NAME: {name}", "# DATA FORMAT: Version 1.0",
        "# TOTAL LINES: 0", "# HEADER LINES: 0", "# STATION CODE: HTM", "# STATION NAME: Hyltemossa",
        "# LATITUDE: 56.0976 N", "# LONGITUDE: 13.4189 E", "# ALTITUDE: 115 m asl",
        f"# SAMPLING HEIGHTS: {height} m agl", f"# PARAMETER: {gas}", f"# COVERING PERIOD: {first} {last}",
        "# TIME INTERVAL: hourly", f"# MEASUREMENT UNIT: {unit}", "# SAMPLING TYPE: continuous",
        "# TIME ZONE: UTC", "# COMMENT:", "#   - Times are UTC",
        "#   - Time-averaged values are reported at the beginning of the averaging interval.", "#",
    ]  # fmt: skip
    n = len(lines) + 1
    lines = [line.replace("HEADER LINES: 0", f"HEADER LINES: {n}") for line in lines]
    made = [(row[0], height, *row[2:]) for row in rows]
    table = TextTable(name, spec, (*lines, f"#{titles}"), ";", tuple(titles.split(";")), ())
    return table.with_rows(made)


def _makers() -> Iterator[Callable[[], TextTable]]:
    gases = {
        "co2": ("umol.mol-¹", 424, 0.9),
        "ch4": ("nmol.mol-¹", 1990, 5),
        "co": ("nmol.mol-¹", 130, 3),
        "n2o": ("nmol.mol-¹", 337, 0.2),
    }
    for seed in range(8):
        site = SITES[seed % len(SITES)]
        for number, (gas, about) in enumerate(gases.items()):
            yield partial(atc_gas, gas, *about, 10 * seed + number)
        yield partial(atc_meteo, 100 + seed, site)
        yield partial(tower, 200 + seed, site, rich=True)
        yield partial(ship, 300 + seed)
        yield partial(socat, 400 + seed)
        yield partial(sites, 500 + seed, site)
        yield partial(tower, 600 + seed, site, rich=False)
    for seed in range(8, 22):
        site = SITES[seed % len(SITES)]
        yield partial(atc_gas, "co2", *gases["co2"], 10 * seed)
        yield partial(tower, 200 + seed, site, rich=True)
    for seed in range(22, 36):
        yield partial(ship, 300 + seed)
        yield partial(atc_meteo, 100 + seed, SITES[seed % len(SITES)])
    for seed in range(22):
        yield partial(fp_in, 700 + seed, SITES[seed % len(SITES)])
    for seed in range(22):
        yield partial(icos_sweden, 800 + seed, SITES[seed % len(SITES)])


MAKERS = tuple(_makers())
"""One maker for each file, of mixed formats from the start; the same bytes come out each time."""
