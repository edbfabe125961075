"""An attribute names a variable that is not there.

## What it checks
That the variables named by `bounds`, `climatology`, `ancillary_variables`, `coordinates`, `grid_mapping`,
`cell_measures`, `formula_terms` and `geometry` are in the file. What `external_variables` lists may lie
elsewhere.

## Why it matters
Programs lose the bounds, the flags or the projection of the variable, or refuse the file.

## How to mend
Write the missing variable, correct its name, or leave the attribute out.

## Example
Bad: `bounds = "lat_bnds"` without a variable `lat_bnds`. Good: the same with it.

## References
CF Conventions, sections 3.4, 4.3.3, 5, 5.6, 7.1, 7.2 and 7.5.
"""

from collections.abc import Iterable

from icos_ingest.content import Array, Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.cf import pairs, place, text, variables

_ATTRIBUTES = (
    "bounds",
    "climatology",
    "ancillary_variables",
    "coordinates",
    "grid_mapping",
    "cell_measures",
    "formula_terms",
    "geometry",
)


class DanglingReference(FactRule):
    """Looks each name up, in all groups."""

    severity = Severity.WARNING
    needs = Need.ARRAY

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """A hit for each name that is nowhere."""
        del ctx
        arrays = variables(content)
        external = str(content.facts.attributes.get("external_variables", "")).split()
        there = {array.name for array in arrays} | set(external)
        for array in arrays:
            for attribute in _ATTRIBUTES:
                for name in _named(array, attribute):
                    if name.rpartition("/")[2] not in there:
                        message = (
                            f"{attribute} of '{array.name}' names '{name[:100]}', which is not in the file"
                        )
                        yield Hit(message, place(array, name), expected=f"a variable '{name[:100]}'")


def _named(array: Array, attribute: str) -> list[str]:
    written = text(array, attribute) or ""
    if attribute in ("cell_measures", "formula_terms"):
        return [name for _, name in pairs(written) or ()]
    if attribute == "grid_mapping" and ":" in written:
        return [word.rstrip(":") for word in written.replace(":", ": ").split()]
    return written.split()


RULE = DanglingReference()
