"""Where a fault can be planted."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence

from tests.recall.table import TextTable

QUANTITIES: dict[str, str] = {
    "co2": r"co2",
    "ppb": r"ch4|co|n2o",
    "celsius": r"AT|TA(_F)?|T_SONIC|Temp \[(degC|°C)\]",
    "percent": r"RH",
    "hpa": r"AP|PPPP \[hPa\]|Atmospheric Pressure \[hPa\]",
    "kpa": r"PA_F",
    "other": r"WS(_F)?|fCO2water_SST_wet \[µatm\]|fCO2 \[uatm\]|pCO2 \[uatm\]|Sal|P_sal \[psu\]|sf6|14C|NEE_VUT_REF|LE_F_MDS|H_F_MDS|LW_IN_F",
}
"""Titles of measured quantities, by what they are."""
FLAGGED = (
    (r"co2|ch4|co|n2o|sf6", "Flag"),
    (r"AT|RH|AP|WS|WD", "{}-Flag"),
    (r"\w+(_F|_F_MDS|VUT_REF)", "{}_QC"),
    (r".* \[(psu|degC|uatm|hPa)\]", "{} QC Flag"),
)
"""Titles of values, and the title of the flag beside them."""


def titles(table: TextTable, kinds: Iterable[str], least: int = 1) -> list[str]:
    """The columns of some quantities that hold at least so many numbers."""
    pattern = re.compile("|".join(QUANTITIES[kind] for kind in sorted(kinds)))
    return [title for title in table.titles if pattern.fullmatch(title) and len(table.filled(title)) >= least]


def measured(table: TextTable, least: int = 1) -> list[str]:
    """The columns of all measured quantities."""
    return titles(table, QUANTITIES, least)


def pick(table: TextTable, among: Sequence[str], rng: random.Random) -> tuple[int, str] | None:
    """A row and a column with a number in it, None where there is none."""
    if not among:
        return None
    title = rng.choice(among)
    return rng.choice(table.filled(title)), title


def flagged(table: TextTable, least: int = 1) -> list[tuple[str, str]]:
    """Columns of values, each with the column of its flags."""
    found = []
    for title in table.titles:
        for pattern, flag in FLAGGED:
            if re.fullmatch(pattern, title) and flag.format(title) in table.titles:
                found.append((title, flag.format(title)))
                break
    return [pair for pair in found if len(table.filled(pair[0])) >= least]
