"""The words of the CF Conventions: standard names with their units, and the closed lists."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from msgspec import Struct

from icos_ingest.schema import store


class StandardNames(Struct, frozen=True):
    """The standard name table.

    Attributes:
        units: canonical units by name, empty for what has none, such as `region`.
        aliases: former names, and what they are called now.
    """

    units: Mapping[str, str]
    aliases: Mapping[str, str]

    def unit(self, name: str) -> str | None:
        """The canonical units of a name or a former name, None for what is no standard name."""
        return self.units.get(self.aliases.get(name, name))


@cache
def standard_names() -> StandardNames:
    """The table, read when the first name is looked up."""
    document = store.read("cf/standard_names")
    units = {name: unit for unit, names in document["units"].items() for name in names}
    return StandardNames(units, document["aliases"])


def cf_terms(kind: str) -> Any:
    """One of the closed lists of CF: `calendars`, `methods`, ..., as in `schemas/cf/terms.json`."""
    return store.read("cf/terms")[kind]
