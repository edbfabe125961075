"""The tables of other networks in sample_data/: every value invented; make_samples.py writes them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

START = datetime(2024, 3, 1, tzinfo=UTC)
DAY = 24


def wave(i: int, base: float, swing: float) -> float:
    """A value that goes up and down once a day."""
    return base + swing * math.sin(2 * math.pi * i / DAY)


def stamps(step: timedelta, rows: int = DAY) -> Iterator[tuple[int, datetime, datetime]]:
    """Number, start and end of each interval."""
    for i in range(rows):
        yield i, START + i * step, START + (i + 1) * step


def toa5() -> list[str]:
    """Half-hours of a Campbell logger."""
    head = [
        '"TOA5","SE-Htm","CR1000X","1234","CR1000X.Std.05.00","CPU:invented.CR1X","4711","meteo"',
        '"TIMESTAMP","RECORD","TA_Avg","SW_IN_Avg","Rain_Tot"',
        '"TS","RN","Deg C","W/m^2","mm"',
        '"","","Avg","Avg","Tot"',
    ]
    rows = []
    for i, _, end in stamps(timedelta(minutes=30)):
        air = '"NAN"' if i == 5 else f"{wave(i, 4, 6):.3f}"
        rows.append(f'"{end:%Y-%m-%d %H:%M:%S}",{i},{air},{max(0.0, wave(i, 0, 400)):.2f},0')
    return head + rows


def fluxnet_days() -> list[str]:
    """Days of a FLUXNET product: `_QC` is a fraction."""
    rows = ["TIMESTAMP,TA_F,TA_F_QC,P_F,P_F_QC,NEE_VUT_REF,NEE_VUT_REF_QC"]
    for i, day, _ in stamps(timedelta(days=1), 10):
        nee = "-9999,0.125" if i == 4 else f"{wave(i, -1, 2):.5f},{1 - i / 20:.3f}"
        rows.append(f"{day:%Y%m%d},{wave(i, 4, 6):.3f},1,{i / 10:.3f},0.5,{nee}")
    return rows


def fluxnet_hours() -> list[str]:
    """Hours of a FLUXNET product: `_QC` is a whole number."""
    rows = ["TIMESTAMP_START,TIMESTAMP_END,TA_F,TA_F_QC,NEE_VUT_REF,NEE_VUT_REF_QC"]
    for i, start, end in stamps(timedelta(hours=1)):
        nee = "-9999,-9999" if i == 4 else f"{wave(i, -1, 8):.5f},{i % 4}"
        rows.append(f"{start:%Y%m%d%H%M},{end:%Y%m%d%H%M},{wave(i, 4, 6):.3f},{i % 3},{nee}")
    return rows


def flux_rows(gap: str = "-9999") -> list[str]:
    """Half-hours with titles of AmeriFlux, some of them missing."""
    rows = ["TIMESTAMP_START,TIMESTAMP_END,FC,FC_SSITC_TEST,H,LE,USTAR,TA_1_1_1"]
    for i, start, end in stamps(timedelta(minutes=30)):
        flux = f"{gap},{gap}" if i == 4 else f"{wave(i, -1, 8):.4f},{i % 3}"
        heat = gap if i % 7 == 3 else f"{wave(i, 50, 40):.3f}"
        rest = (
            f"{heat},{heat},{0.3 if heat != gap else gap},{gap if i == 9 else format(wave(i, 4, 6), '.3f')}"
        )
        rows.append(f"{start:%Y%m%d%H%M},{end:%Y%m%d%H%M},{flux},{rest}")
    return rows


def eddypro() -> list[str]:
    """EddyPro's full output."""
    rows = [
        "file_info,,,,corrected_fluxes_and_quality_flags,,,,air_properties",
        "filename,date,time,DOY,H,qc_H,co2_flux,qc_co2_flux,air_temperature",
        ",[yyyy-mm-dd],[HH:MM],[ddd.ddd],[W+1m-2],[#],[µmol+1s-1m-2],[#],[K]",
    ]
    for i, start, end in stamps(timedelta(minutes=30)):
        flux = "-9999,-9999" if i == 4 else f"{wave(i, -1, 8):.5f},{i % 3}"
        fixed = f"raw_{start:%Y%m%d%H%M}.ghg,{end:%Y-%m-%d,%H:%M},{61 + i / 48:.4f}"
        rows.append(f"{fixed},{wave(i, 50, 40):.4f},0,{flux},{wave(i, 277, 6):.3f}")
    return rows


def etc_meteo() -> list[str]:
    """Raw meteorology of an ICOS ecosystem station, every ten seconds."""
    rows = ['"TIMESTAMP","TA_1_1_1","RH_1_1_1","SW_IN_1_1_1"', '"TS","degC","%","W m-2"']
    for i, _, end in stamps(timedelta(seconds=10)):
        humidity = "-9999" if i == 4 else f"{wave(i, 70, 20):.2f}"
        rows.append(f'"{end:%Y%m%d%H%M%S}",{wave(i, 4, 6):.3f},{humidity},{max(0.0, wave(i, 0, 400)):.2f}')
    return rows


def etc_flux() -> list[str]:
    """Raw eddy covariance of an ICOS ecosystem station, ten times a second."""
    rows = ["TIMESTAMP,U,V,W,T_SONIC,CO2"]
    for i, start, _ in stamps(timedelta(milliseconds=100)):
        stamp = f"{start:%Y%m%d%H%M%S}.{start.microsecond // 100_000}"
        rows.append(f"{stamp},{wave(i, 2, 1):.3f},{wave(i, 0, 1):.3f},{wave(i, 0, 0.3):.3f},280.1,424.5")
    return rows


def badm() -> list[str]:
    """What an ICOS ecosystem station writes down of its site."""
    rows = (
        "1,SITE_ID,VALUE,SE-Htm,-9999",
        "1,SITE_ID,SITE_NAME,Hyltemossa,-9999",
        "2,LOCATION_LAT,VALUE,56.0976,-9999",
        "2,LOCATION_LAT,LOCATION_LONG,13.4189,-9999",
        "3,IGBP,VALUE,ENF,-9999",
        "4,FILE_ID,VALUE,1,20240301",
        "4,FILE_ID,FILE_LOGGER_ID,2,20240301",
        "4,FILE_ID,FILE_TYPE,BM,20240301",
    )
    return ["idVar,Variable,Qualifier,Value,DateTime,SubmissionDate", *(f"{row},20240302" for row in rows)]


def socat() -> list[str]:
    """A SOCAT report of a ship."""
    rows = [
        "SOCAT data report created: 2024-06-18",
        "DOI of the entire SOCAT collection: invented",
        "",
        (
            "Expocode\tversion\tyr\tmon\tday\thh\tmm\tss\tlongitude [dec.deg.E]\tlatitude [dec.deg.N]"
            "\tsal\tSST [deg.C]\tfCO2rec [uatm]\tfCO2rec_flag"
        ),
    ]
    for i, at, _ in stamps(timedelta(minutes=5)):
        salinity = "NaN" if i == 4 else f"{wave(i, 34, 1):.3f}"
        place = f"{18 + i / 100:.5f}\t{57 + i / 100:.5f}"
        fixed = f"77SE20240301\t2024.0N\t{at:%Y\t%m\t%d\t%H\t%M}\t00.\t{place}"
        rows.append(f"{fixed}\t{salinity}\t{wave(i, 4, 1):.3f}\t{wave(i, 380, 30):.3f}\t{2 + i % 3}")
    return rows


def bottle() -> list[str]:
    """A bottle file of the WHP exchange format."""
    rows = [
        "BOTTLE,20240601CCHINVENTED",
        "# every value is invented",
        "EXPOCODE,STNNBR,BTLNBR,BTLNBR_FLAG_W,DATE,TIME,LATITUDE,LONGITUDE,CTDPRS,SALNTY,SALNTY_FLAG_W,TCARBN,TCARBN_FLAG_W",
        ",,,,,,,,DBAR,PSS-78,,UMOL/KG,",
    ]
    for i in range(12):
        carbon = "-999.0,9" if i == 4 else f"{2100 + i:.1f},2"
        fixed = f"77SE20240301,{1 + i // 6},{i},2,2024030{1 + i // 6},{130 + i // 6:04},57.4,18.9"
        rows.append(f"{fixed},{10.0 * (i % 6):.1f},{34 + i / 100:.4f},2,{carbon}")
    return [*rows, "END_DATA"]


def cast() -> list[str]:
    """A CTD file of the WHP exchange format."""
    head = [
        "CTD,20240601CCHINVENTED",
        "NUMBER_HEADERS = 7",
        "EXPOCODE = 77SE20240301",
        "STNNBR = 1",
        "DATE = 20240301",
        "TIME = 0130",
        "LATITUDE = 57.4000",
        "LONGITUDE = 18.9000",
        "CTDPRS,CTDPRS_FLAG_W,CTDTMP,CTDTMP_FLAG_W",
        "DBAR,,ITS-90,",
    ]
    rows = [f"{2.0 * i:.1f},2,{'-999.0000,9' if i == 4 else f'{5 - i / 10:.4f},2'}" for i in range(12)]
    return [*head, *rows, "END_DATA"]


def wdcgg_months() -> list[str]:
    """The WDCGG's old form, monthly."""
    said = [
        "TITLE: CO2 monthly mean data",
        "FILE NAME: htm.invented.co2.nl.mo.dat",
        "STATION NAME: Hyltemossa",
        "PARAMETER: CO2",
        "TIME INTERVAL: monthly",
        "MEASUREMENT UNIT: ppm",
        "TIME ZONE: UTC",
        "COMMENT: every value is invented",
        "  DATE  TIME       DATE  TIME        CO2    ND      SD     F CS       REM",
    ]
    head = [f"C{number:02} {text}" for number, text in enumerate(said, start=1)]
    rows = []
    for month in range(1, 13):
        value = "-999.999    -9  -9.999" if month == 4 else f"{420 + month / 3:8.3f}    19   0.660"
        rows.append(f"2024-{month:02}-01 00:00 9999-99-99 99:99   {value} -9999  0 -99999999")
    return head + rows


def wdcgg_hours() -> list[str]:
    """The WDCGG's present form, hourly."""
    rows = [
        "# header_lines : 7",
        "# dataset_name : co2_htm_surface-insitu_invented_hourly",
        "# time_zone : UTC",
        "# time_interval : hourly",
        "# value_units : ppm",
        "#",
        (
            "# site_wdcgg_id year month day hour minute second year month day hour minute second value value_unc"
            " nvalue latitude longitude altitude QCflag"
        ),
    ]
    for i, start, end in stamps(timedelta(hours=1)):
        value = "-999.999 -999.999 -9" if i == 4 else f"{wave(i, 424, 6):.3f} 0.080 12"
        period = f"{start:%Y %m %d %H %M %S} {end:%Y %m %d %H %M %S}"
        rows.append(f"HTM {period} {value} 56.0976 13.4189 265 {3 if i == 4 else 1}")
    return rows


def gcwerks() -> list[str]:
    """GCWerks, hourly methane and carbon dioxide."""
    rows = [
        "Created: 10 Mar 24 07:34 GMT",
        "     -      -         -    -       ch4     ch4   ch4       co2     co2   co2",
        "  date   time      type port         C   stdev     N         C   stdev     N",
    ]
    for i, at, _ in stamps(timedelta(hours=1)):
        methane = "     nan     nan     0" if i == 4 else f" {wave(i, 1990, 20):.2f}   1.541   450"
        rows.append(f"{at:%y%m%d %H%M%S}       air    9  {methane}    {wave(i, 424, 6):.2f}   0.076   450")
    return rows


def noaa() -> list[str]:
    """Flask events of NOAA, in pairs."""
    rows = [
        "# number_of_header_lines: 4",
        "# comment: every value is invented",
        "# contact_parameter: CO2 CCGG (Individual Flasks)",
        (
            "# data_fields: sample_site_code sample_year sample_month sample_day sample_hour sample_minute"
            " sample_seconds sample_id sample_method parameter_formula analysis_group_abbr analysis_value"
            " analysis_uncertainty analysis_flag sample_latitude sample_longitude sample_altitude event_number"
        ),
    ]
    for i, at, _ in stamps(timedelta(days=3), 12):
        sampled = START + timedelta(days=7 * (i // 2))
        value = "-999.990 -99.990 *.." if i == 4 else f"{424 + i / 10:.3f} 0.070 ..."
        rows.append(
            f"HTM {sampled:%Y %m %d %H %M %S} 32{i:02}-99 T co2 CCGG {value} 56.0976 13.4189 265.00 {at:%j}{i}"
        )
    return rows


def obspack() -> list[str]:
    """An ObsPack text of a tower."""
    rows = [
        "# header_lines : 6",
        "# dataset_name : co2_htm_tower-insitu_invented",
        "# value:units : mol mol-1",
        "# altitude:units : m",
        "#",
        "year month day hour minute second midpoint_time value nvalue latitude longitude altitude obspack_id",
    ]
    for i, start, end in stamps(timedelta(hours=1)):
        at = start + (end - start) / 2
        value = "-999.999" if i == 4 else f"{wave(i, 424, 6) * 1e-6:.6e}"
        place = "56.0976 13.4189 265.0"
        rows.append(
            f"{at:%Y %m %d %H %M %S} {at.timestamp():.0f} {value} 12 {place} obspack_co2_1_invented~htm~{i}"
        )
    return rows


def small_header() -> list[str]:
    """Minutes of the ATC with a header of one line."""
    rows = ["Site Year Month Day Hour Minute Date co2 Stdev NbPoints Flag QualityId AutoDescriptiveFlag"]
    for i, at, _ in stamps(timedelta(minutes=1)):
        value = "-999.990 -9.990 0 N" if i == 4 else f"{wave(i, 424, 6):.3f} 0.087 13 U"
        rows.append(f"HTM {at:%Y %m %d %H %M} {2024 + 60 / 366 + i / 527040:.6f} {value} 38938")
    return rows


def tables() -> dict[str, list[str]]:
    """Every table by its path."""
    return {
        "good/logger_TOA5.dat": toa5(),
        "good/FLX_SE-Htm_FLUXNET2015_FULLSET_DD_2024-2024_1-4.csv": fluxnet_days(),
        "good/FLX_SE-Htm_FLUXNET2015_SUBSET_HR_2024-2024_1-4.csv": fluxnet_hours(),
        "good/AMF_SE-Htm_BASE_HH_1-5.csv": ["# Site: SE-Htm", "# Version: 1-5", *flux_rows()],
        "good/eddypro_SE-Htm_full_output.csv": eddypro(),
        "good/SE-Htm_BM_20240301_L02_F01.csv": etc_meteo(),
        "good/SE-Htm_EC_202403010030_L01_F01.csv": etc_flux(),
        "good/SE-Htm_BADM.csv": badm(),
        "good/SOCAT_77SE20240301.tsv": socat(),
        "good/77SE20240301_hy1.csv": bottle(),
        "good/77SE20240301_00001_ct1.csv": cast(),
        "good/htm_wdcgg_monthly.dat": wdcgg_months(),
        "good/co2_htm_wdcgg_hourly.txt": wdcgg_hours(),
        "good/htm.picarro.hourly.150m.dat": gcwerks(),
        "good/co2_htm_surface-flask_event.txt": noaa(),
        "good/co2_htm_tower-insitu_obspack.txt": obspack(),
        "good/htm.co2.1minute.150m.min.dat": small_header(),
        "good/SE-Htm_HH_202403010000_202403011200.csv": flux_rows(),
    }
