"""Where soft links lead, found out from names alone, so that nothing is opened on the way."""

from __future__ import annotations

from collections.abc import Container, Mapping

_HOPS = 16
"""Links on the way to an object that HDF5 follows before it gives up (H5Pset_nlinks)."""


def destination(path: str, links: Mapping[str, str], names: Container[str]) -> str | None:
    """The path at which a soft link ends; None where it leads nowhere or in a circle.

    Args:
        path: of the link.
        links: what second names stand for, by path; a name without a leading `/` begins at the link's group.
        names: paths of all links that there are.
    """
    at, ahead, hops = path, list[str](), 0
    while True:
        if at in links:
            hops += 1
            if hops > _HOPS:
                return None
            target = links[at]
            at = "" if target.startswith("/") else at.rpartition("/")[0]
            ahead = [part for part in target.split("/") if part not in ("", ".")] + ahead
        elif at and at not in names:
            return None
        elif ahead:
            at = f"{at}/{ahead.pop(0)}"
        else:
            return at or "/"
