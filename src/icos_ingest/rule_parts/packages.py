"""Zips of raw files of ecosystem stations, whose names say what belongs into them."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import NamedTuple

from icos_ingest.content import Content
from icos_ingest.model import Place
from icos_ingest.rule_kinds import Context
from icos_ingest.schema import RawName, half_hour, package_name, raw_name


class Package(NamedTuple):
    """A zip of raw files.

    Attributes:
        name: what its name says.
        members: of each, its path and what its name says, None where it is not that of a raw file.
    """

    name: RawName
    members: list[tuple[str, RawName | None]]

    @property
    def is_daily(self) -> bool:
        """Whether it holds the half hours of a day."""
        return self.name.kind == "EC" and self.name.start.time() == self.name.end.time()

    @property
    def half_hours(self) -> list[tuple[str, tuple[date, int]]]:
        """Of each eddy-covariance file, its path, and the day and number of its half hour."""
        return [(path, half_hour(said)) for path, said in self.members if said and said.kind == "EC"]


def package(content: Content, ctx: Context) -> Package | None:
    """The members of a zip whose name is that of a raw file, None for other containers."""
    name = package_name(ctx.name)
    if name is None or content.facts.format != "zip":
        return None
    members = islice(content.members(), ctx.options.limits.members)
    return Package(name, [(member.member or member.name, raw_name(member.basename)) for member in members])


def at(members: list[str]) -> tuple[Place, ...]:
    """Where members stand."""
    return tuple(Place(member=member) for member in members)
