"""Units of measure: from the spellings that files use to UDUNITS, and conversions by UDUNITS.

UDUNITS itself comes with cf-units, which is loaded when the first unit is looked up that few files have.
"""

import re
from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec import Struct
from numpy.typing import ArrayLike, NDArray

from icos_ingest.errors import OptionError
from icos_ingest.units.positions import POSITIONS, position_of
from icos_ingest.units.spellings import CHARACTERS, COMMON, NOT_UNITS, SAME, SPECIES, SPELLINGS

if TYPE_CHECKING:
    import cf_units

__all__ = [
    "POSITIONS",
    "UnitSpelling",
    "alike",
    "convert",
    "convertible",
    "normalise",
    "position_of",
    "to_udunits",
]

LONGEST = 100
"""A longer text is no unit: UDUNITS is not asked."""

_SUBSTANCES = "|".join(sorted((name for name in SPECIES if name[0] != "_"), key=len, reverse=True))
# A mass or an amount with its substance: kgC, mg C, umolCO2, mol_a. Apart from it, a power would be the
# substance's own, as in "mol C-1", so there no power may follow.
_SUBSTANCE = re.compile(
    r"(?<![A-Za-z])((?:[yzafpnumcdhkMGTPEZY]|da)?(?:g|mol))"
    rf"(?:(_[ad]|{_SUBSTANCES})(?![A-Za-z0-9_])| ({_SUBSTANCES})(?![A-Za-z0-9_^*+-]))"
)
_LONE_C = re.compile(r"(?<![A-Za-z_])C(?![A-Za-z_])")
_POWER_OF_TEN = re.compile(r"10*(?:\.0*)?(?:[eE][+-]?[0-9]{1,2})?|0\.0*1|10\^-?[0-9]{1,2}")
# cf-units gives these a meaning of its own.
_NOT_UDUNITS = re.compile(r"#| since epoch$|^(?!.* since ).* utc$", re.IGNORECASE)
# Times that UDUNITS reads without a doubt, so that it need not be asked.
_SINCE = re.compile(
    r"(?:days|hours|minutes|seconds) since [12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])"
    r"(?:[ T](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)?",
    re.ASCII,
)
_DATE_PATTERN = re.compile(r"(?=.*(?:yyyy|hh:mm))[dmyhst:/.\- ]+(?:\([a-z]+\))?", re.IGNORECASE)


class UnitSpelling(Struct, frozen=True):
    """What a unit's text means.

    Attributes:
        original: the text as it stands in the file.
        udunits: the unit as UDUNITS reads it, in ASCII; None where the text is no unit or not known.
        note: why it is no unit, or what the spelling left out or meant.
    """

    original: str
    udunits: str | None
    note: str | None = None


_DOT = re.compile(r"(?<=[A-Za-z0-9])\.(?=[A-Za-z])")
"""A multiplication, written as a blank in one and the same spelling everywhere."""


def to_udunits(text: str) -> UnitSpelling:
    """Find the UDUNITS spelling of a unit as a file spells it; never guessed, never raising.

    A substance (``kgC m-2``, ``mg N L-1``) is taken out of the unit and named in the note: UDUNITS would read
    coulomb and newton.
    """
    if len(text) > LONGEST:
        return UnitSpelling(text, None, f"longer than {LONGEST} characters")
    plain = normalise(text)
    if plain in NOT_UNITS:
        return UnitSpelling(text, None, NOT_UNITS[plain])
    if plain in SPELLINGS:
        return UnitSpelling(text, *SPELLINGS[plain])
    if (spelling := _DOT.sub(" ", plain)) in COMMON or _SINCE.fullmatch(spelling):
        return UnitSpelling(text, spelling)
    if _DATE_PATTERN.fullmatch(plain):
        return UnitSpelling(text, None, "a pattern of dates or times, not a unit")
    if not re.search("[A-Za-z%°]", plain) and not _POWER_OF_TEN.fullmatch(plain):
        # UDUNITS reads 01/01/2016 as a number; a row of data is easily taken for the row of units.
        return UnitSpelling(text, None, "a number or a date, not a unit")
    plain, note = _without_substances(plain.replace("°C", "degC").replace("°", "degree"))
    if _LONE_C.search(plain):
        return UnitSpelling(text, None, "C is unclear: write degC or K for a temperature, gC for carbon")
    if _SUBSTANCE.search(plain) or _unit(plain) is None:
        return UnitSpelling(text, None, "not a unit that UDUNITS knows")
    return UnitSpelling(text, _DOT.sub(" ", plain), note)


def normalise(text: str) -> str:
    """Write a unit's text in plain characters: the same text for the same spelling, however it was typed."""
    words = " ".join(text.translate(CHARACTERS).split()).replace("**", "^")
    bracketed = words[:1] == "[" and words[-1:] == "]" and len(words) > 1
    return words[1:-1].strip() if bracketed else words


def alike(a: str, b: str) -> bool:
    """Whether two texts are one unit, so that no value is to be converted: spelled alike, or meant alike."""
    return normalise(a) == normalise(b) or ((name := _name(a)) is not None and name == _name(b))


def convertible(a: str, b: str) -> bool:
    """Whether values in one unit can be given in another; both as a file spells them."""
    if (name := _name(a)) is not None and name == _name(b):
        return True
    first, second = _known(a), _known(b)
    return first is not None and second is not None and bool(first.is_convertible(second))


def convert(values: ArrayLike, a: str, b: str) -> NDArray[Any]:
    """Convert values from unit ``a`` to unit ``b``; both as a file spells them.

    Args:
        values: numbers of any shape; NaN stays NaN. They are not changed.
        a: the unit of the values.
        b: the wanted unit.

    Returns:
        A new array of the same shape: float32 for float32, else float64.

    Raises:
        OptionError: a unit is not known, or the two do not measure the same thing.
    """
    first, second = _known(a), _known(b)
    for text, unit in ((a, first), (b, second)):
        if unit is None:
            raise OptionError(
                f"{text!r} is not a unit that UDUNITS knows", hint="see the spelling of units in CF"
            )
    assert first is not None
    if not first.is_convertible(second):
        raise OptionError(f"values in {a!r} cannot be given in {b!r}: the units measure different things")
    given = np.asarray(values)
    numbers = given.astype(np.float32 if given.dtype == np.float32 else np.float64)
    return np.asarray(first.convert(numbers, second))


def _without_substances(text: str) -> tuple[str, str | None]:
    named: list[str] = []

    def keep_unit(match: re.Match[str]) -> str:
        name = SPECIES[match[2] or match[3]]
        named.append(f"{'amount' if match[1].endswith('mol') else 'mass'} of {name}")
        return match[1]

    text = _SUBSTANCE.sub(keep_unit, text)
    return text, ", ".join(dict.fromkeys(named)) or None


def _name(text: str) -> str | None:
    """The one name by which a unit is called here, of those that UDUNITS knows; None for what is no unit."""
    found = to_udunits(text).udunits
    return SAME.get(found, found) if found else None


def _known(text: str) -> "cf_units.Unit | None":
    spelling = to_udunits(text).udunits
    return None if spelling is None else _unit(spelling)


def _unit(text: str) -> "cf_units.Unit | None":
    """Ask UDUNITS, quietly."""
    if not (text.isascii() and text.isprintable()) or _NOT_UDUNITS.search(text):
        return None
    import cf_units

    with cf_units.suppress_errors():
        try:
            unit = cf_units.Unit(text)
        except ValueError:
            return None
    return unit if unit.is_udunits() else None
