"""An attribute that names variables is written in another way than CF has it.

## What it checks
That `cell_measures` and `formula_terms` are pairs of `term: variable`, `grid_mapping` the name of one
variable (or `mapping: coordinate ...`), and the measures `area` or `volume`.

## Why it matters
Programs cannot take it apart, and lose the area of the cells or the heights of the levels.

## How to mend
Write pairs with a colon and a blank: `area: cell_area`.

## Example
Bad: `cell_measures = "box_area"`. Good: `cell_measures = "area: box_area"`.

## References
CF Conventions, sections 4.3.3, 5.6 and 7.2.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.cf import pairs, place, text, variables
from icos_ingest.schema import cf_terms


class MalformedReference(FactRule):
    """Takes the attributes apart."""

    severity = Severity.WARNING
    needs = Need.ARRAY

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """A hit for each that cannot be taken apart."""
        del ctx
        for array in variables(content):
            for attribute in ("cell_measures", "formula_terms"):
                written = text(array, attribute)
                if written is None:
                    continue
                found = pairs(written)
                expected = "pairs of 'term: variable'"
                if attribute == "cell_measures":
                    expected = "'area: variable' or 'volume: variable'"
                    strange = [term for term, _ in found or () if term not in cf_terms("measures")]
                    found = None if strange else found
                if found is None:
                    message = f"{attribute} of '{array.name}' is '{written[:100]}'"
                    yield Hit(message, place(array, written), expected)
            mapping = text(array, "grid_mapping")
            if mapping is not None and ":" not in mapping and len(mapping.split()) != 1:
                message = f"grid_mapping of '{array.name}' is '{mapping[:100]}'"
                yield Hit(message, place(array, mapping), expected="the name of one variable")


RULE = MalformedReference()
