"""What every real file is, told from its bytes; right and wrong are printed by kind."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from icos_ingest.pipeline import identify

ICOS = {
    "ICOS_ATC_L1_FAST_TRACK_L1-FastTrack-2025.1_CBW_207.0_1480_FLASK.14C": "asciiAtcFlaskTimeSer",
    "ICOS_ATC_L2_L2-2025.1_LIN_98.0_403_FLASK.SF6": "asciiAtcFlaskTimeSer",
    "ICOS_ATC_L2_L2-2024.1_CBW_207.0_779.14C": "asciiAtcProductTimeSer",
    "ICOS_ATC_L2_L2-2024.1_RGL_90.0_CTS.CH4": "asciiAtcProductTimeSer",
    "ICOS_ATC_NRT_GAT_2018-04-12CO2.csv": "asciiAtcProductTimeSer",
    "ICOS_ATC_NRT_HTM_2021-02-01_2022-02-28_30.0_612.MTO": "asciiAtcProductTimeSer",
    "realatc.CO2": "asciiAtcProductTimeSer",
    "FLX_CH-Cha_FLUXNET2015_FULLSET_HH_2005-2020_beta-3.csv": "asciiEtcHalfHourlyProductTimeSer",
    "eddypro_CH-HON_FR-20240818-090003_fluxnet_2024-08-18T090018_adv.csv": "asciiEtcHalfHourlyProductTimeSer",
    "exampledata_EDDYPRO-FLUXNET-CSV-30MIN_2017_eddypro_CH-FRU_FR-20230425-205849_fluxnet_2023-04-26T204736"
    "_adv.csv": "asciiEtcHalfHourlyProductTimeSer",
    "fluxnet_hh.csv": "asciiEtcHalfHourlyProductTimeSer",
    "SE-Htm_2016.csv": "asciiEtcTimeSer",
    "SE-Htm_fluxes_2015-01-01_CP_flag.txt": "asciiEtcTimeSer",
    "26NA20050107_CO2_underway_SOCATv3.tab": "asciiOtcSocatTimeSer",
    "otc_quality_flags.tab": "asciiOtcSocatTimeSer",
    "otc_no_quality_flags.csv": "asciiOtcProductCsv",
    "otc_quality_flags.csv": "asciiOtcProductCsv",
    "sites_daily_delimiter.csv": "delimitedHeaderCsv",
    "sites_delimiter.csv": "delimitedHeaderCsv",
}
"""Files of the ICOS text formats, by what their owners' tests and manifests call them."""

OTHERS = {
    "AMF_US-CRT_BASE_HH_2-5.csv": "ameriflux-base",
    "FLX_DK-Gds_FLUXNET2015_FULLSET_DD_2020-2020_beta-3.csv": "fluxnet",
    "FLX_DK-Gds_FLUXNET2015_FULLSET_MM_2020-2020_beta-3.csv": "fluxnet",
    "18TH19740811.exc.csv": "exchange",
    "ostergarnsholm_data.tab": "socat",
    "TOA5_Feud.meteo_12.dat": "toa5",
    "TestLogger_Hourly_1.dat": "toa5",
    **{f"TestLogger_Hourly_Bad{n}.dat": "toa5" for n in ("02", "05", "06", "08", "10", "11")},
    "exampledata_TOA5-DAT-1MIN_CH-OE2_iDL_BOX1_0_1_TBL1_20220629-1714.dat": "toa5",
    "ams137s00.lsce.as.cn.co2.nl.mo.dat": "wdcgg",
    "bsd.picarro.1minute.42m.dupes.dat": "gcwerks",
    "bsd.picarro.hourly.108m.min.dat": "gcwerks",
    "ch4_UNKOWN_surface-flask_1_ccgg_event.txt": "noaa-event",
    "ch4_scsn06_surface-flask_1_ccgg_event.txt": "noaa-event",
    "ch4_aoa_aircraft-flask_19_allvalid.txt": "obspack-text",
    "tta.co2.1minute.222m.min.dat": "atc-small-header",
    "eddypro_full_output_CH-FRU.csv": "eddypro-full",
}
"""Files of other networks, by what their manifests call them."""

MAGIC = (
    (b"CDF\x01", "netcdf"),
    (b"CDF\x02", "netcdf"),
    (b"CDF\x05", "netcdf"),
    (b"\x0e\x03\x13\x01", "hdf4"),
    (b"\x89PNG", "png"),
    (b"GIF8", "gif"),
    (b"BZh", "bzip2"),
    (b"\x1f\x8b", "gzip"),
    (b"\xd0\xcf\x11\xe0", "xls"),
)


def expected(category: str, path: Path) -> set[str]:
    """What a file may be called, by its first bytes, its ending and where its owners put it."""
    head, name = path.read_bytes()[:8], path.name
    if name in ICOS or name in OTHERS:
        return {ICOS.get(name) or OTHERS[name]}
    if not head:
        return {"unknown"}
    for magic, word in MAGIC:
        if head.startswith(magic):
            return {word}
    if category in ("csv", "ocean", "ecosystem", "atmosphere", "other-timeseries"):
        return by_ending(name, head)
    if category == "hdf":
        return {"hdf5", "netcdf"} if name.endswith((".nc", ".hdf5", ".h5")) else {"hdf5", "hdf4"}
    rest = {
        "csv-expected": {"csv"} if name.endswith(".csv") else {"unknown"},
        "images": {"jpeg"} if head.startswith(b"\xff\xd8") else {path.suffix[1:]},
        "tiff": {"tiff", "geotiff"},
        "netcdf": {"netcdf"},
        "notebooks": {"ipynb"},
        "zip": {path.suffix[1:]},
    }
    return rest.get(category, {"unknown"})


def by_ending(name: str, head: bytes) -> set[str]:
    if head.startswith(b"PK"):
        return {"xlsx"} if name.endswith(".xlsx") else {"zip"}
    if head.startswith(b"\x89HDF"):
        return {"netcdf"}
    return {"unknown"} if name.endswith(".md") else {"csv"}


def test_real_files_are_what_their_owners_say(real_data: Path) -> None:
    right: dict[str, int] = defaultdict(int)
    wrong: dict[str, list[str]] = defaultdict(list)
    for folder in sorted(path for path in real_data.iterdir() if path.is_dir()):
        for path in sorted(folder.iterdir()):
            found, wanted = identify(path).format, expected(folder.name, path)
            if found in wanted:
                right[folder.name] += 1
            else:
                wrong[folder.name].append(f"{path.name}: {found}, not {' or '.join(sorted(wanted))}")
    total = sum(right.values()) + sum(map(len, wrong.values()))
    for kind in sorted({*right, *wrong}):
        print(f"{kind:18} right {right[kind]:4}  wrong {len(wrong[kind]):3}")
        for line in wrong[kind]:
            print("    ", line)
    print(f"{sum(right.values())} of {total} right, {sum(right.values()) / total:.1%}")
    assert sum(right.values()) / total >= 0.98
