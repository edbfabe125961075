"""A file in a package of raw data belongs elsewhere.

## What it checks
That station, type, logger, file number and day in the name of each raw file are those in the name of the zip
that it is in; the half hour that ends at midnight belongs to the day before.

## Why it matters
The package is stored as the data of one station, logger and day: a file of another one is lost there, or
overwrites good data where it is unpacked by name.

## How to mend
Pack the file into the package that bears its name; if the name is wrong, rename it first.

## Example
Bad: `SE-Nor_EC_202403010030_L01_F01.csv` in `SE-Htm_EC_20240301_L01_F01.zip`.
Good: `SE-Htm_EC_202403010030_L01_F01.csv`.

## References
ICOS Ecosystem Thematic Centre, names of raw data files; ICOS data portal, facade of the ecosystem stations.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.packages import at, package
from icos_ingest.schema import RawName, half_hour


class MemberUnlikePackage(FactRule):
    """Compares the names, part by part."""

    needs = Need.MEMBERS

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit for each part that differs."""
        found = package(content, ctx)
        if found is None:
            return
        wrong: dict[str, list[str]] = {}
        for member, said in found.members:
            for what in _unlike(found.name, said) if said else ():
                wrong.setdefault(what, []).append(member)
        for what, members in wrong.items():
            message = f"'{members[0]}' is of {what} than the package '{ctx.name}'"
            places = at(members)
            yield Hit(message, places[0], count=len(members), places=places[: ctx.keep])


def _unlike(package: RawName, member: RawName) -> list[str]:
    day = half_hour(member)[0] if member.kind == "EC" else member.start.date()
    pairs = {
        "another station": (member.site, package.site),
        "another type": (member.kind, package.kind),
        "another logger": (member.logger, package.logger),
        "another file number": (member.file, package.file),
        "another day": (day, package.start.date()),
    }
    return [what for what, (own, other) in pairs.items() if own != other]


RULE = MemberUnlikePackage()
