"""Plant a rule's faults into valid files, and count how many the rule finds at the right place."""

from __future__ import annotations

import json
import random
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from tests.recall import plants
from tests.recall.files import names, table
from tests.recall.table import Planted, TextTable

from icos_ingest.detect import reader_for
from icos_ingest.model import Finding, Report, Severity
from icos_ingest.pipeline import validate
from icos_ingest.registry import rules
from icos_ingest.rule_kinds import CellRule, FoldRule, Need, Rule
from icos_ingest.schema import spec

Plant = Callable[[TextTable, Mapping[str, Any], random.Random], Planted | None]
HERE = Path(__file__).parent
LEAST_FILES = 20
MOST_FILES = 22
"""Files after which a plant is enough; more would only take time."""
LEAST_FOUND = {Severity.ERROR: 0.95, Severity.WARNING: 0.8, Severity.INFO: 0.8}


ELSEWHERE = {"infinite-value"}
"""Rules about values that no text can hold, since parsing refuses them."""


@dataclass(frozen=True)
class Count:
    """How often one plant was found.

    Attributes:
        missed: the names of the files in which it was not.
    """

    rule: str
    plant: str
    files: int
    found: int
    missed: tuple[str, ...] = ()

    @property
    def row(self) -> str:
        """A row of the table in the docs."""
        rule = by_name(self.rule)
        words = self.plant.replace("_", " ")
        return f"| {rule.code} {rule.name} | {rule.severity} | {words} | {self.files} | {self.found} |"


@cache
def by_plant() -> dict[tuple[str, str], Plant]:
    """Every plant by the name of its rule and its own."""
    found: dict[tuple[str, str], Plant] = {}
    for info in (found for found in iter_modules(plants.__path__) if not found.name.startswith("_")):
        module = import_module(f"{plants.__name__}.{info.name}")
        for rule, functions in module.PLANTS.items():
            found |= {(rule, function.__name__): function for function in functions}
    return found


def sizes(rule: str) -> dict[str, dict[str, Any]]:
    """The sizes of a rule's faults, by plant."""
    document: dict[str, dict[str, Any]] = json.loads((HERE / "sizes" / f"{rule}.json").read_text("utf-8"))
    return document


def sized() -> list[str]:
    """The rules for which sizes are fixed."""
    return sorted(path.stem for path in (HERE / "sizes").glob("*.json"))


def by_name(name: str) -> Rule:
    """A rule by its name."""
    return next(rule for rule in rules().values() if rule.name == name)


def looks_at_data(rule: Rule) -> bool:
    """Whether a rule looks at values, flags or stamps of a table."""
    known = isinstance(rule, CellRule | FoldRule) and rule.needs is not Need.ARRAY
    return known and rule.name not in ELSEWHERE


def count(rule: str, plant: str) -> Count:
    """Plant one kind of fault into file after file, each on which the rule is silent before."""
    code, found, missed, files = by_name(rule).code, 0, [], 0
    for name, planted in _planted(rule, plant, code):
        files += 1
        seen = _judged(planted.table, select=[code]).findings
        if any(_is_at(finding, planted, code) for finding in seen):
            found += 1
        else:
            missed.append(name)
        if files == MOST_FILES:
            break
    return Count(rule, plant, files, found, tuple(missed))


def _planted(rule: str, plant: str, code: str) -> Iterator[tuple[str, Planted]]:
    function, size = by_plant()[rule, plant], sizes(rule)[plant]
    for name in names():
        rng = random.Random(zlib.crc32(f"{rule} {plant} {name}".encode()))
        planted = function(table(name), size, rng)
        if planted is not None and code not in _found(name):
            yield name, planted


@cache
def _found(name: str) -> frozenset[str]:
    """The codes of all that is found in a file as it is; judged once, by all rules together."""
    return frozenset(finding.code for finding in _judged(table(name)).findings)


def _judged(given: TextTable, **keywords: Any) -> Report:
    """The report on a file.

    Under a specification the reader is that of its format, whatever the other readers say: so they are not asked.
    """
    said = given.options | keywords
    if given.spec is not None:
        reader = reader_for(spec(given.spec).format)
        assert reader is not None, "every specification that is planted into has one"
        said["reader"] = reader.name
    return validate(given.to_bytes(), spec=given.spec, name=given.name, overview=False, **said)


def _is_at(finding: Finding, planted: Planted, code: str) -> bool:
    """Whether a finding has the code, and one of its places is the place of the fault."""
    return finding.code == code and any(
        planted.line in (None, place.line) and planted.column in (None, place.column)
        for place in (finding.place, *finding.places)
    )
