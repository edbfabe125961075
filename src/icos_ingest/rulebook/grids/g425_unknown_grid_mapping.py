"""A grid mapping is not one of CF.

## What it checks
That a variable that `grid_mapping` names has a `grid_mapping_name` of CF, or `crs_wkt`.

## Why it matters
Programs do not know the projection, and draw the data in the wrong place or not at all.

## How to mend
Write the name and the parameters of the projection, as appendix F has them.

## Example
Bad: `grid_mapping_name = "lambert"`. Good: `"lambert_conformal_conic"`.

## References
CF Conventions, section 5.6 and appendix F.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.cf import by_name, place, text, variables
from icos_ingest.schema import cf_terms


class UnknownGridMapping(FactRule):
    """Looks the name up."""

    severity = Severity.WARNING
    needs = Need.ARRAY

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """A hit for each mapping that is used."""
        del ctx
        arrays = variables(content)
        names = by_name(arrays)
        used = dict.fromkeys(text(array, "grid_mapping") or "" for array in arrays)
        for name in used:
            mapping = names.get(name.split(":")[0].strip())
            if mapping is None or mapping.attrs.keys() & {"crs_wkt", "spatial_ref"}:
                continue
            found = text(mapping, "grid_mapping_name")
            if found not in cf_terms("mappings"):
                told = "no grid_mapping_name" if found is None else f"the grid_mapping_name '{found[:100]}'"
                yield Hit(
                    f"the grid mapping '{mapping.name}' has {told}",
                    place(mapping, found),
                    "one of appendix F",
                )


RULE = UnknownGridMapping()
