"""Names of files and variables as AmeriFlux's flux and meteorology standard (FP-In) has them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from icos_ingest.schema import store

FILE = re.compile(r"([A-Za-z]{2}-[A-Za-z0-9]{3})_(HH|HR)(?=[_.]|$)", re.IGNORECASE | re.ASCII)
"""How the name of an upload begins: the id of a site, and HH or HR for its resolution."""


class Name(NamedTuple):
    """A standard name in its parts: variable, qualifiers, the rest."""

    variable: str
    qualifiers: tuple[str, ...]
    rest: str


def is_fp_in(name: str) -> bool:
    """Whether a file is named as an upload to AmeriFlux."""
    return FILE.match(name) is not None


class Standard(Struct, frozen=True):
    """What the standard allows.

    Attributes:
        variables: names without qualifiers.
        primary: the fluxes of which one at least should be there.
        qualifiers: in the order in which they stand behind the variable.
        aggregates: qualifiers that stand last.
        synonyms: other names in use, in capitals, and the standard's.
    """

    variables: frozenset[str]
    primary: tuple[str, ...]
    qualifiers: tuple[str, ...]
    aggregates: tuple[str, ...]
    synonyms: Mapping[str, str]

    def parse(self, title: str) -> Name | None:
        """Return the parts of a standard name, such as `SWC_PI_F_1_1_1`; None for any other."""
        parts = title.split("_") if len(title) <= 100 else []
        for n in range(len(parts), 0, -1):
            variable = "_".join(parts[:n])
            if variable in self.variables:
                match = self._rest.fullmatch(title[len(variable) :])
                if match:
                    qualifiers = tuple(word for word in match[1].split("_") if word)
                    return Name(variable, qualifiers, match[2])
        return None

    def suggest(self, title: str) -> str | None:
        """Return the standard name that was probably meant by a title that is none."""
        plain = re.sub(r"[^A-Z0-9_*]+", "_", title.upper()).strip("_")
        for n in range(plain.count("_") + 1, 0, -1):
            head = "_".join(plain.split("_")[:n])
            name = self.synonyms.get(head, head) + plain[len(head) :]
            if self.parse(name) or name in ("TIMESTAMP_START", "TIMESTAMP_END"):
                return name
        return self._reordered(plain)

    def _reordered(self, title: str) -> str | None:
        """The name with its qualifiers in the standard's order."""
        known = {word: i for i, word in enumerate((*self.qualifiers, "", *self.aggregates))}
        words = title.split("_")
        n = next((n for n in range(len(words), 0, -1) if "_".join(words[:n]) in self.variables), 0)
        numbers = len(self.qualifiers)
        ordered = sorted(words[n:], key=lambda word: known.get(word, numbers))
        name = "_".join([*words[:n], *ordered])
        return name if n and self.parse(name) else None

    @property
    def _rest(self) -> re.Pattern[str]:
        return _rest(self.qualifiers, self.aggregates)


@cache
def _rest(qualifiers: tuple[str, ...], aggregates: tuple[str, ...]) -> re.Pattern[str]:
    """Qualifiers in their order; position (H_V_R, H_V_A or a number); the aggregate."""
    before = "".join(f"(?:_{word})?" for word in qualifiers)
    position = r"(?:_\d{1,2}_\d{1,2}_(?:\d{1,2}|A)|_\d{1,2})?"
    return re.compile(rf"({before})({position}(?:_(?:{'|'.join(aggregates)}))?)", re.ASCII)


@cache
def fp_in() -> Standard:
    """Return AmeriFlux's standard of names for uploads."""
    document = store.read("fp_in")
    return Standard(
        variables=frozenset(document["variables"]),
        primary=tuple(document["primary"]),
        qualifiers=tuple(document["qualifiers"]),
        aggregates=tuple(document["aggregates"]),
        synonyms=document["synonyms"],
    )
