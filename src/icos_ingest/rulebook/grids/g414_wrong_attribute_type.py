"""An attribute of a number is of another type than CF asks for.

## What it checks
That `valid_min`, `valid_max`, `valid_range`, `missing_value`, `_FillValue`, `scale_factor` and `add_offset`
of a variable of numbers are numbers, and that ranges and missing values of an unpacked variable are of its
own type.

## Why it matters
A text does not limit, pack or mark anything: programs refuse the file, or read packed values as they are.

## How to mend
Write the attribute as a number of the variable's type.

## Example
Bad: `valid_min = "0"` on a float. Good: `valid_min = 0.f`.

## References
CF Conventions, sections 2.5.1 and 8.1; NetCDF User's Guide, attribute conventions.
"""

from collections.abc import Iterable

from icos_ingest.content import Array, Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.cf import holds_numbers, numbers, place, variables

_LIMITS = ("valid_min", "valid_max", "valid_range", "missing_value", "_FillValue")
_PACKING = ("scale_factor", "add_offset")


class WrongAttributeType(FactRule):
    """Compares types."""

    severity = Severity.WARNING
    needs = Need.ARRAY

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """A warning for a text, a note for a number of another type."""
        del ctx
        for array in variables(content):
            for name in (*_LIMITS, *_PACKING):
                if name not in array.attrs or not holds_numbers(array):
                    continue
                found = numbers(array, name)
                if found is None:
                    message = f"{name} of '{array.name}' is no number"
                    yield Hit(message, place(array, array.attrs[name]), expected="a number")
                elif name in _LIMITS and not _is_packed(array) and found.dtype.kind != array.dtype.kind:
                    message = f"{name} of '{array.name}' is {found.dtype}, its values are {array.dtype}"
                    yield Hit(message, place(array, found[0]), str(array.dtype), severity=Severity.INFO)


def _is_packed(array: Array) -> bool:
    return any(name in array.attrs for name in (*_PACKING, "_Unsigned"))


RULE = WrongAttributeType()
