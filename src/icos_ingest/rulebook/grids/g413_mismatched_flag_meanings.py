"""Flag values and their meanings do not fit together.

## What it checks
That `flag_meanings` is text with as many words as `flag_values` or `flag_masks` have numbers, that no value
stands twice, and that the values are of the variable's own kind and within their masks.

## Why it matters
A flag is read with the meaning of another one: bad data are taken for good.

## How to mend
Write one value and one word (with underscores for blanks) for each meaning.

## Example
Bad: `flag_values = 0b, 1b, 2b`, `flag_meanings = "good bad"`. Good: `"good suspect bad"`.

## References
CF Conventions, section 3.5.
"""

from collections.abc import Iterable

import numpy as np

from icos_ingest.content import Array, Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.cf import numbers, place, variables


class MismatchedFlagMeanings(FactRule):
    """Counts and compares."""

    severity = Severity.WARNING
    needs = Need.ARRAY

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """A hit for each that does not fit."""
        del ctx
        for array in variables(content):
            for message in _faults(array):
                yield Hit(
                    message, place(array), expected="one word of flag_meanings for each value, no value twice"
                )


def _faults(array: Array) -> Iterable[str]:
    meanings = array.attrs.get("flag_meanings")
    values, masks = numbers(array, "flag_values"), numbers(array, "flag_masks")
    if "flag_values" in array.attrs and values is None and array.dtype.kind in "iuf":
        yield f"flag_values of '{array.name}' are text, its values are numbers"
    if meanings is not None and not isinstance(meanings, str):
        yield f"flag_meanings of '{array.name}' are no single text"
        return
    for attribute, found in (("flag_values", values), ("flag_masks", masks)):
        words = len((meanings or "").split())
        if found is not None and len(found) != words:
            yield f"{attribute} of '{array.name}' are {len(found)}, flag_meanings {words}"
    if values is not None and masks is None and len(np.unique(values)) != len(values):
        yield f"flag_values of '{array.name}' hold a value twice"
    if values is None or masks is None or len(values) != len(masks) or masks.dtype.kind == "f":
        return
    if len(set(zip(values.tolist(), masks.tolist(), strict=True))) != len(values):
        yield f"flag_values of '{array.name}' hold a value twice"
    if values.dtype.kind != "f" and (values & masks != values).any():
        yield f"flag_values of '{array.name}' lie outside of their flag_masks"


RULE = MismatchedFlagMeanings()
