"""Numbers, characters and booleans as the portal's Java and Scala code reads them.

Every parser takes the text of one cell and gives the value that the portal stores, or None where it refuses.
"""

import math
import re
import struct
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

BLANKS = "".join(map(chr, range(0x21)))
"""What Java's ``String.trim`` takes away: every character up to the space."""

INT32_MIN, INT32_MAX = -(2**31), 2**31 - 1
SMALLEST_NORMAL_FLOAT32 = 2.0**-126

_INTEGER = re.compile(r"([+-]?)(\d+)")
_DECIMAL = re.compile(r"([+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)[fFdD]?")
_HEXADECIMAL = re.compile(
    r"([+-]?)0[xX](?=\.?[0-9a-fA-F])([0-9a-fA-F]*)(?:\.([0-9a-fA-F]*))?[pP]([+-]?)([0-9]+)[fFdD]?"
)
_NAN = re.compile(r"[+-]?NaN")
_COMMON = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?NaN")


def parse_int32(text: str) -> int | None:
    """Read a whole number as ``Integer.parseInt`` does: 32 bits, decimal digits of any script."""
    match = _INTEGER.fullmatch(text)
    if match is None:
        return None
    sign, digits = match.groups()
    if not digits.isascii():
        if max(digits) > "\uffff":  # Java sees two surrogates there, neither of them a digit
            return None
        digits = "".join(str(unicodedata.decimal(digit)) for digit in digits)
    digits = digits.lstrip("0") or "0"
    if len(digits) > 10:
        return None
    number = int(sign + digits)
    return number if INT32_MIN <= number <= INT32_MAX else None


def parse_float64(text: str) -> float | None:
    """Read a number as ``Double.parseDouble`` does; a number too large to be finite is refused."""
    text = text.strip(BLANKS)
    match = _DECIMAL.fullmatch(text)
    if match is not None:
        return _finite(float(match[1]))
    match = _HEXADECIMAL.fullmatch(text)
    if match is not None:
        return _from_hexadecimal(match)
    return math.nan if _NAN.fullmatch(text) else None


def parse_float32(text: str) -> float | None:
    """Read a number as ``Float.parseFloat`` does: rounded once, straight from the text to 32 bits."""
    number = parse_float64(text)
    if number is None or math.isnan(number):
        return number
    if _is_halfway(number):
        # Only here can rounding twice go wrong: the text itself says on which side of the middle it lies.
        exact = _exact(text.strip(BLANKS))
        if exact != number:
            number = math.nextafter(number, math.inf if exact > number else -math.inf)
    return round_to_float32(number)


def parse_boolean(text: str) -> int | None:
    """Read ``true`` or ``false`` in any case as 1 or 0."""
    return {"true": 1, "false": 0}.get(text.lower()) if text.isascii() else None


def parse_character(text: str) -> int | None:
    """Give the first UTF-16 unit of a text; what follows is not looked at."""
    first = ord(text[0])
    return first if first <= 0xFFFF else 0xD800 + ((first - 0x10000) >> 10)


def parse_string(text: str) -> str | None:
    """Give the text as it stands."""
    return text


def is_uncommon_number(text: str) -> bool:
    """Whether an accepted number is hexadecimal, ends in a letter, or is in digits of another script."""
    return not _COMMON.fullmatch(text.strip(BLANKS))


def is_longer_than_a_character(text: str) -> bool:
    """Whether a text says more than the one UTF-16 unit that is stored."""
    return len(text) > 1 or text > "\uffff"


def round_to_float32(number: float) -> float | None:
    """Round to the nearest 32-bit number, ties to even; None where that is infinite."""
    try:
        (rounded,) = struct.unpack("<f", struct.pack("<f", number))
    except OverflowError:
        return None
    return float(rounded)


def _is_halfway(number: float) -> bool:
    """Whether a number lies exactly in the middle of two neighbouring 32-bit numbers."""
    if abs(number) >= SMALLEST_NORMAL_FLOAT32:
        (bits,) = struct.unpack("<Q", struct.pack("<d", number))
        return bool(bits & 0x1FFFFFFF == 0x10000000)
    return math.ldexp(abs(number), 150) % 2 == 1


def _exact(text: str) -> "Decimal | Fraction":
    from fractions import Fraction

    match = _DECIMAL.fullmatch(text)
    if match is not None:
        return Decimal(match[1])
    match = _HEXADECIMAL.fullmatch(text)
    assert match is not None, "only a decimal or a hexadecimal number can lie in the middle"
    sign, whole, fraction, power_sign, power = match.groups("")
    mantissa = int(sign + whole + fraction, 16)
    exponent = int(power_sign + (power.lstrip("0") or "0"))
    return Fraction(mantissa) * Fraction(2) ** (exponent - 4 * len(fraction))


def _from_hexadecimal(match: re.Match[str]) -> float | None:
    sign, whole, fraction, power_sign, power = match.groups("")
    try:
        return float.fromhex(f"{sign}0x{whole or '0'}.{fraction or '0'}p{power_sign}{power}")
    except OverflowError:
        return None


def _finite(number: float) -> float | None:
    return None if math.isinf(number) else number
