"""Which station a file is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from icos_ingest.content import Facts

if TYPE_CHECKING:
    from icos_ingest.schema import Station

_ECOSYSTEM = re.compile(r"(?<![A-Za-z])([A-Z]{2}-[A-Z][A-Za-z0-9]{2})(?![A-Za-z0-9])")
_ATMOSPHERE = re.compile(r"ICOS_ATC_(?:.*_)?([A-Z]{3})_(?:\d|[A-Z]*_?\d{4}-)")


def station_of(facts: Facts, name: str, given: str | None = None) -> Station | None:
    """The station that the user, the header or else the file's name tells; None where none does.

    Args:
        facts: of the content.
        name: last part of the file's name.
        given: the station as the user calls it.
    """
    from icos_ingest.schema import station

    if given is not None:
        return station(given)
    if "STATION CODE" in facts.header:
        return station(str(facts.header["STATION CODE"].value).strip(), kind="AS")
    if isinstance(uri := facts.attributes.get("station_uri"), str) and (found := station(uri)):
        return found
    for pattern in (_ECOSYSTEM, _ATMOSPHERE):
        if (match := pattern.search(name)) and (found := station(match[1])):
            return found
    return None
