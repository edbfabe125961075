"""What the titles of a table say of its columns, where no specification does."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from icos_ingest.schema.model import FlagScheme, FormatSpec, TitleRule
from icos_ingest.schema.ranges import unit_of


class Told(Struct, frozen=True):
    """What is known of one column by its title.

    Attributes:
        unit: of its values, in the portal's spelling.
        flag: title of the column that flags it.
        scheme: for a column of flags, what they mean.
    """

    unit: str | None = None
    flag: str | None = None
    scheme: FlagScheme | None = None


def told_by_titles(fmt: FormatSpec | None, titles: Sequence[str], variant: str = "") -> Mapping[str, Told]:
    """Return what a format's rules say of these titles; titles of which they say nothing are left out.

    Args:
        fmt: None for a format that has no document.
        titles: of one table; a flag is linked to what it flags only if both are there.
        variant: which of the format's variants the table is.
    """
    if fmt is None or not (fmt.columns or fmt.tower_names):
        return {}
    rules = [rule for rule in fmt.columns if not rule.variants or variant in rule.variants]
    flags: dict[str, str] = {}
    for title in titles:
        for rule, match in _matches(rules, title):
            if rule.flags:
                flags.setdefault(match.expand(rule.flags), title)
    told = {
        title: Told(_unit(fmt, rules, title), flags.get(title), _scheme(rules, title)) for title in titles
    }
    return {title: one for title, one in told.items() if one != Told()}


def _matches(rules: Sequence[TitleRule], title: str) -> list[tuple[TitleRule, re.Match[str]]]:
    return [(rule, match) for rule in rules if (match := rule.titles.search(title))]


def _scheme(rules: Sequence[TitleRule], title: str) -> FlagScheme | None:
    return next((rule.scheme for rule, _ in _matches(rules, title) if rule.scheme), None)


def _unit(fmt: FormatSpec, rules: Sequence[TitleRule], title: str) -> str | None:
    stated = next((rule.unit for rule, _ in _matches(rules, title) if rule.unit), None)
    return stated or (unit_of(title) if fmt.tower_names else None)
