"""Spellings of the field that UDUNITS does not know, or reads as something else: data, in one place.

A key is a text after ``units.normalise``: plain minus signs, ASCII digits for superscripts, ``u`` for micro,
one space between words, no brackets around the whole. A spelling stands here only if the field uses it for
one unit alone; what is not here and not UDUNITS stays unknown.
"""

CHARACTERS = str.maketrans(
    {
        **dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True)),
        **dict.fromkeys("⁻−–‐‑", "-"),  # superscript minus, minus sign, en dash, hyphens
        "⁺": "+",
        **dict.fromkeys("·⋅∙×", "."),
        "∕": "/",
        **dict.fromkeys("µμ", "u"),  # micro sign and Greek mu
        "º": "°",  # masculine ordinal, typed for the degree sign
        "℃": "°C",
        "Ω": "ohm",
        "Å": "angstrom",
        "∆": "Δ",
        "％": "%",
    }
)

_CELSIUS = "UDUNITS would read C as coulomb"
_RUN_TOGETHER = "units run together; separate them by a blank"
_TURBIDITY = "turbidity, counted in formazin units, is dimensionless in CF"
_ARBITRARY = "arbitrary units: values of one instrument compare, no others"
_SALINITY = "practical salinity is dimensionless in CF"
_DELTA = "a ratio relative to a standard; the standard is left out of the unit"
_RADIOCARBON = "Δ14C after Stuiver and Polach (1977), Radiocarbon 19, 355-359; " + _DELTA

SPELLINGS: dict[str, tuple[str, str | None]] = {
    # Temperature: ICOS Sweden writes C, Campbell loggers Deg C, ocean files °C.
    "C": ("degC", _CELSIUS),
    "°C": ("degC", None),
    "deg C": ("degC", None),
    "Deg C": ("degC", None),
    "DEG C": ("degC", None),
    "degrees C": ("degC", None),
    "degree C": ("degC", None),
    "Degrees Celsius": ("degC", None),
    "degrees Celsius": ("degC", None),
    "deg.C": ("degC", None),
    "ITS-90": ("degC", "temperature on the scale of 1990"),
    "IPTS-68": ("degC", "temperature on the scale of 1968"),
    # The WHP exchange format writes units in capitals.
    "DBAR": ("dbar", None),
    "UMOL/KG": ("umol kg-1", None),
    "PMOL/KG": ("pmol kg-1", None),
    "METERS": ("m", None),
    # Angles.
    "°": ("degree", None),
    "deg": ("degree", None),
    "Deg": ("degree", None),
    "deg_from_north": ("degree", "clockwise from north"),
    "dec.deg.E": ("degrees_east", None),
    "dec.deg.N": ("degrees_north", None),
    # NOAA's ObsPack spells units out.
    "meters above sea level (masl)": ("m", "above sea level"),
    "meters above ground level (magl)": ("m", "above ground level"),
    "decimal degrees north (-90..90)": ("degrees_north", None),
    "decimal degrees east (-180..180)": ("degrees_east", None),
    # Blanks left out: the units row of ICOS Sweden and of REddyProc's examples.
    "Wm-2": ("W m-2", _RUN_TOGETHER),
    "MJm-2": ("MJ m-2", _RUN_TOGETHER),
    "ms-1": ("m s-1", _RUN_TOGETHER + ", UDUNITS would read ms as millisecond"),
    "umolm-2s-1": ("umol m-2 s-1", _RUN_TOGETHER),
    "mmolm-2s-1": ("mmol m-2 s-1", _RUN_TOGETHER),
    "nmolm-2s-1": ("nmol m-2 s-1", _RUN_TOGETHER),
    "gm-2": ("g m-2", _RUN_TOGETHER),
    "gm-3": ("g m-3", _RUN_TOGETHER),
    "kgm-3": ("kg m-3", _RUN_TOGETHER),
    "m3m-3": ("m3 m-3", _RUN_TOGETHER),
    # Underscores for blanks, in netCDF files of flux towers.
    "W_m-2": ("W m-2", "underscores instead of blanks"),
    "umol_m-2_s-1": ("umol m-2 s-1", "underscores instead of blanks"),
    "mmol_m-2_s-1": ("mmol m-2 s-1", "underscores instead of blanks"),
    # Parts per thousand; isotopes and radiocarbon against their standards.
    "‰": ("1e-3", None),
    "per mil": ("1e-3", None),
    "per mill": ("1e-3", None),
    "permil": ("1e-3", None),
    "permille": ("1e-3", None),
    "o/oo": ("1e-3", None),
    "%vsVSMOW": ("%", _DELTA),
    "‰vsVSMOW": ("1e-3", _DELTA),
    "‰ vs VSMOW": ("1e-3", _DELTA),
    "‰vsVPDB": ("1e-3", _DELTA),
    "‰ vs VPDB": ("1e-3", _DELTA),
    "Δ (per mil) according to Stuiver, M., & Polach, H. A. (1977). Radiocarbon, 19, 355-359.": (
        "1e-3",
        _RADIOCARBON,
    ),
    # The ATC's other spelling of the same header line.
    "Δ (per mil) according to Stuiver, M., & Pollach, H. A. (1977). Radiocarbon, 19, 355-359.": (
        "1e-3",
        _RADIOCARBON,
    ),
    # Scales without a unit of their own. CF standard name table: sea_water_practical_salinity and
    # sea_water_turbidity have the canonical unit 1.
    "psu": ("1", _SALINITY),
    "PSS-78": ("1", _SALINITY),
    "PSU": ("1", _SALINITY),
    "FNU": ("1", _TURBIDITY),
    "FTU": ("1", _TURBIDITY),
    "NTU": ("1", _TURBIDITY),
    "a.u.": ("1", _ARBITRARY),
    "a.u": ("1", _ARBITRARY),
    "arbitrary units": ("1", _ARBITRARY),
    # Said to have no dimension.
    "-": ("1", None),
    "--": ("1", None),
    "#": ("1", "a count or a code"),
    "fraction": ("1", None),
    "% vol": ("%", "of the volume"),
    "unitless": ("1", None),
    "dimensionless": ("1", None),
    "nondimensional": ("1", None),
    "adimensional": ("1", None),
    # One spelling, two meanings.
    "ppt": ("ppt", "parts per trillion, as in UDUNITS; some files mean parts per thousand"),
}

NOT_UNITS: dict[str, str] = {
    "": "no unit is stated",
    "unknown": "the file says that the unit is unknown",
    "?": "the file says that the unit is unknown",
    "NA": "the file says that there is no unit",
    "N/A": "the file says that there is no unit",
    "n/a": "the file says that there is no unit",
    "none": "the file says that there is no unit",
    "None": "the file says that there is no unit",
    "no_unit": "the file says that there is no unit",
    "no unit": "the file says that there is no unit",
    "flag": "a flag, not a unit",
    "flags": "a flag, not a unit",
    "Boolean": "a flag, not a unit",
    "binary": "a flag, not a unit",
    "TS": "a column of time stamps in a logger's table, not a unit",
    "UTC": "a time zone, not a unit",
    "RN": "a column of record numbers in a logger's table, not a unit",
}

SPECIES: dict[str, str] = {
    "C": "carbon",
    "N": "nitrogen",
    "P": "phosphorus",
    "S": "sulphur",
    "Si": "silicon",
    "CO2": "carbon dioxide",
    "CH4": "methane",
    "N2O": "nitrous oxide",
    "H2O": "water",
    "CO": "carbon monoxide",
    "O2": "oxygen",
    "O3": "ozone",
    "SF6": "sulphur hexafluoride",
    "NO3": "nitrate",
    "NH4": "ammonium",
    "PO4": "phosphate",
    "_a": "moist air",  # EddyPro: mol_a
    "_d": "dry air",  # EddyPro: mol_d
}
"""What may stand behind a mass or an amount: which substance it is of. It is no part of a unit."""

COMMON = frozenset(
    {
        "%", "1", "A", "Bq", "Bq m-3", "K", "L", "Pa", "V", "W m-2", "cm", "d", "day", "dbar", "degC",
        "degree", "degree_east", "degree_north", "degrees", "degrees_east", "degrees_north",
        "g", "g m-2", "g m-3", "h", "hPa", "hour",
        "kPa", "kg", "kg kg-1", "kg m-1 s-2", "kg m-2", "kg m-3", "km", "m", "m s-1", "m s-2", "m-3", "m2",
        "m3 m-3", "m3 s-1", "mV", "mbar", "mg", "mg L-1", "mg m-3", "min", "minute", "mm", "mmol m-3",
        "mmol mol-1", "mol m-2", "mol m-2 s-1", "mol mol-1", "month", "ms", "nm", "nmol m-2 s-1",
        "nmol mol-1", "pmol mol-1", "ppb", "ppm", "ppt", "s", "uS cm-1", "uatm", "ug", "ug L-1", "um",
        "umol L-1", "umol kg-1", "umol m-2 s-1", "umol mol-1", "year",
    }
)  # fmt: skip
"""Units that most files have. UDUNITS knows them, so it need not be loaded to be asked: a test asks it."""

SAME = {"degree_east": "degrees_east", "degree_north": "degrees_north"}
"""Two names of one unit, both of which UDUNITS knows (CF 4.1, 4.2)."""
