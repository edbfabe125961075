"""The name of the file ends as if it were of another format.

## What it checks
That a file whose name ends in the way of a format (`.jpg`, `.nc`, `.csv`) is of a format that ends so. Other
endings are left alone, and so are netCDF-4 and HDF5 among each other, since the one is the other.

## Why it matters
Many programs go by the name: they refuse the file, or open it as something that it is not.

## How to mend
Rename the file. If it should have been of the other format, export it anew: a new name converts nothing.

## Example
Bad: a PNG called `site.jpg`. Good: `site.png`.

## References
RFC 6838; the endings are listed in `schemas/suffixes.json`.
"""

from collections.abc import Iterable
from pathlib import PurePosixPath

from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit
from icos_ingest.schema import suffixes

_PACKINGS = frozenset({"zip", "gzip", "bzip2", "xz", "zstd"})
"""Formats of which a text may be all that is in the file."""


class MisleadingName(FactRule):
    """Compares the ending with those of the format."""

    severity = Severity.WARNING

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit where they differ."""
        facts, by_format = content.facts, suffixes()
        suffix = PurePosixPath(ctx.name).suffix.lower()
        own = by_format.get("text" if facts.text else facts.format)
        others = [name for name, endings in by_format.items() if suffix in endings]
        if facts.text and _PACKINGS.intersection(others):
            return  # the text was in it
        if own and others and suffix not in own:
            yield Hit(
                f"the name ends in '{suffix}', as that of {others[0]} does, and the file is {facts.format}",
                expected=" or ".join(own[:2]),
            )


RULE = MisleadingName()
