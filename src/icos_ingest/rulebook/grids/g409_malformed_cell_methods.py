"""The cell methods of a variable cannot be understood.

## What it checks
That `cell_methods` is a list of `name: method`, each name a dimension, a coordinate, a standard name or
`area`, each method one of CF, and no name twice with nothing between to tell the two apart.

## Why it matters
By them programs know whether a value is a mean, a sum or a maximum.

## How to mend
Write `time: mean`, `area: mean where land`, `time: maximum within days`.

## Example
Bad: `cell_methods = "time: minimmmmum"`. Good: `cell_methods = "time: minimum"`.

## References
CF Conventions, section 7.3 and appendix E.
"""

import re
from collections.abc import Iterable

from icos_ingest.content import Array, Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.cf import place, text, variables
from icos_ingest.schema import cf_terms, standard_names

_ENTRY = re.compile(r"((?:[\w.+@-]+:\s+)+)(\w+)((?:\s+(?:where|over|within)\s+[\w-]+)*)(?=\s|$)")


class MalformedCellMethods(FactRule):
    """Takes the attribute apart."""

    severity = Severity.WARNING
    needs = Need.ARRAY

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """A hit for each that is not of that form."""
        del ctx
        arrays = variables(content)
        names = {array.name for array in arrays} | {dim for array in arrays for dim in array.dims} | {"area"}
        for array in arrays:
            written = text(array, "cell_methods")
            why = _fault(written, array, names) if written is not None else None
            if why is not None:
                yield Hit(f"cell_methods of '{array.name}': {why}", place(array, written), "name: method")


def _fault(written: str, array: Array, names: set[str]) -> str | None:
    """What is wrong, None where nothing is."""
    plain = re.sub(r"\([^()]*\)", " ", written)
    if not re.fullmatch(rf"\s*(?:{_ENTRY.pattern}\s*)+", plain):
        return f"'{written[:100]}' is no list of 'name: method'"
    seen: set[tuple[str, str]] = set()
    for match in _ENTRY.finditer(plain):
        if match[2] not in cf_terms("methods"):
            return f"'{match[2][:100]}' is no method of CF"
        for name in match[1].replace(":", " ").split():
            if name not in names and name not in array.dims and standard_names().unit(name) is None:
                return f"there is no dimension or coordinate '{name[:100]}'"
            if (name, match[3].strip()) in seen:
                return f"'{name[:100]}' is listed twice"
            seen.add((name, match[3].strip()))
    return None


RULE = MalformedCellMethods()
