"""Which station a file is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from icos_ingest.content import Facts

if TYPE_CHECKING:
    from icos_ingest.schema import Station

_ATMOSPHERE = re.compile(r"ICOS_ATC_(?:.*_)?([A-Z]{3})_(?:\d|[A-Z]*_?\d{4}-)")


def station_of(facts: Facts, name: str, given: str | None = None) -> Station | None:
    """The station that the user, the header or else the file's name tells; None where none does.

    Args:
        facts: of the content.
        name: last part of the file's name.
        given: the station as the user calls it.
    """
    from icos_ingest.schema import site_in, station

    if given is not None:
        return station(given)
    if "STATION CODE" in facts.header:
        return station(str(facts.header["STATION CODE"].value).strip(), kind="AS")
    if (site := facts.header.get("SITE ID")) and (found := station(str(site.value).strip(), kind="ES")):
        return found
    if isinstance(uri := facts.attributes.get("station_uri"), str) and (found := station(uri)):
        return found
    atmosphere = _ATMOSPHERE.search(name)
    for named in (site_in(name), atmosphere[1] if atmosphere else None):
        if named and (found := station(named)):
            return found
    return None
