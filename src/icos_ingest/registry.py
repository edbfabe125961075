"""Readers and rules: built-ins found by folder, plug-ins by entry points.

A built-in is a module `readers/<name>.py` with a `READER`, or `rulebook/<family>/<code>_<name>.py` with a
`RULE`; a module whose name begins with `_` is none. A plug-in names its own in the entry-point groups
`icos_ingest.readers` and `icos_ingest.rules`. What cannot be imported is listed in `broken`, never dropped.
"""

from __future__ import annotations

import difflib
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import MappingProxyType
from typing import Any

from msgspec import Struct, field

from icos_ingest.content import Reader
from icos_ingest.errors import IcosIngestError, OptionError, RegistrationError
from icos_ingest.rule_kinds import FAMILIES, FaultRule, Rule

READERS = "icos_ingest.readers"
RULES = "icos_ingest.rules"
RULEBOOK = "icos_ingest.rulebook"
_HERE = Path(__file__).parent
_RULE_MODULE = re.compile(r"(?P<code>[a-z]\d{3})_(?P<name>\w+)")


class _Found(Struct):
    """What is registered by name, where each comes from, and what could not be had."""

    items: dict[str, Any] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    broken: dict[str, str] = field(default_factory=dict)

    def claim(self, name: str, item: Any, origin: str) -> None:
        """Register under a name.

        Raises:
            RegistrationError: the name is taken.
        """
        if name in self.origins:
            raise RegistrationError(
                f"{origin} and {self.origins[name]} both claim {name!r}",
                hint="uninstall one of the two, or rename the plug-in's",
            )
        self.items[name], self.origins[name] = item, origin

    def add(self, origin: str, load: Callable[[], Any], names: Callable[[Any], list[str]]) -> None:
        """Load one and register it under its names, or note why it cannot be had."""
        try:
            item = load()
            claims = names(item)
        except Exception as error:  # noqa: BLE001  # a plug-in may raise anything; it is shown, the rest works
            self.broken[origin] = _cause(error)
            return
        for name in claims:
            self.claim(name, item, origin)


def readers() -> Mapping[str, Reader]:
    """Every reader by name: the built-in ones by the names of their modules, then plug-ins.

    Raises:
        RegistrationError: two readers claim one name.
    """
    return MappingProxyType(_readers().items)


def reader(name: str) -> Reader:
    """One reader by name; where no plug-in could claim it, only its own module is imported.

    Raises:
        OptionError: there is none of that name.
    """
    if not _may_be_plugged() and name in _modules(_HERE / "readers"):
        found: Reader = _built_in_reader(f"{READERS}.{name}")
        return found
    if name not in readers():
        raise OptionError(f"there is no reader {name[:100]!r}", hint=_nearest(name, list(readers())))
    return readers()[name]


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule by code, in the order of the codes.

    Raises:
        RegistrationError: two rules claim one code, one name or one kind of fault.
    """
    found = _rules().items
    return MappingProxyType({code: found[code] for code in sorted(set(_codes(found)))})


def rule(code_or_name: str) -> Rule:
    """One rule by its code (`T203`) or name; of the built-in rules, only its own module is imported.

    Raises:
        OptionError: there is none.
    """
    wanted = code_or_name.strip().lower().replace("-", "_")
    for module in _rule_modules():
        code, name = module.rsplit(".", 1)[-1].split("_", 1)
        if wanted in (code, name):
            return _built_in_rule(module)
    found = next((r for r in rules().values() if wanted in (r.code.lower(), r.name.replace("-", "_"))), None)
    if found is None:
        known = [word for r in rules().values() for word in (r.code, r.name)]
        raise OptionError(f"there is no rule {code_or_name[:100]!r}", hint=_nearest(code_or_name, known))
    return found


def broken() -> Mapping[str, str]:
    """What is there but cannot be used, by module or plug-in, with the cause."""
    return MappingProxyType({**_readers().broken, **_rules().broken})


@cache
def _readers() -> _Found:
    found = _Found()
    for name in _modules(_HERE / "readers"):
        module = f"{READERS}.{name}"
        found.add(module, partial(_built_in_reader, module), _reader_names)
    for origin, load in _plug_ins(READERS):
        found.add(origin, load, _reader_names)
    return found


@cache
def _rules() -> _Found:
    found = _Found()
    for module in _rule_modules():
        found.add(module, partial(_built_in_rule, module), _rule_names)
    for origin, load in _plug_ins(RULES):
        found.add(origin, load, _rule_names)
    return found


def _modules(folder: Path) -> Iterator[str]:
    """Names of the modules in a folder, in alphabetical order."""
    return (info.name for info in iter_modules([str(folder)]) if not info.name.startswith("_"))


@cache
def _rule_modules() -> tuple[str, ...]:
    """Full names of the built-in rules' modules, by what the files are called; nothing is imported."""
    families = sorted(
        info.name for info in iter_modules([str(_HERE / RULEBOOK.rsplit(".", 1)[-1])]) if info.ispkg
    )
    return tuple(
        f"{RULEBOOK}.{family}.{name}"
        for family in families
        for name in _modules(_HERE / RULEBOOK.rsplit(".", 1)[-1] / family)
        if _RULE_MODULE.fullmatch(name)
    )


def _built_in_reader(module: str) -> Any:
    return import_module(module).READER


@cache
def _built_in_rule(module: str) -> Rule:
    found: Rule = import_module(module).RULE
    return found


def _plug_ins(group: str) -> Iterator[tuple[str, Callable[[], Any]]]:
    if not _may_be_plugged():
        return
    from importlib.metadata import entry_points

    for point in sorted(entry_points(group=group), key=lambda point: (point.name, point.value)):
        yield f"{point.value} (plug-in {point.name!r})", point.load


@cache
def _may_be_plugged() -> bool:
    """Whether any installed package names one of our groups; to ask the library takes a tenth of a start."""
    for folder in map(Path, sys.path):
        if folder.is_file():
            return True  # an archive: only the library can tell
        try:
            infos = [
                entry.path for entry in os.scandir(folder) if entry.name.endswith(("dist-info", "egg-info"))
            ]
        except OSError:
            continue
        for info in infos:
            with suppress(OSError):
                if b"[icos_ingest." in Path(info, "entry_points.txt").read_bytes():
                    return True
    return False


def _reader_names(item: Any) -> list[str]:
    if not isinstance(item, Reader):
        raise TypeError(f"a reader is expected, not an object of type {type(item).__name__}")
    return [item.name]


def _rule_names(item: Any) -> list[str]:
    """Code, name, and for a fault rule its kinds: nothing of it may be claimed twice."""
    if not isinstance(item, Rule):
        raise TypeError(f"a rule is expected, not an object of type {type(item).__name__}")
    if not hasattr(item, "code") or item.code[0] not in FAMILIES:
        raise TypeError("a rule's module is called after its code and name, as in t203_time_not_monotonic.py")
    if not item.is_documented:
        raise TypeError(f"rule {item.code} has no documentation")
    kinds = item.kinds if isinstance(item, FaultRule) else ()
    return [item.code, item.name, *(f"fault {kind}" for kind in kinds)]


def _codes(found: Mapping[str, Rule]) -> Iterator[str]:
    return (one.code for one in found.values())


def _nearest(word: str, known: list[str]) -> str:
    close = difflib.get_close_matches(word[:100], known, n=3)
    return f"did you mean {' or '.join(close)}?" if close else f"there are {', '.join(sorted(known)[:40])}"


def _cause(error: Exception) -> str:
    return str(error) if isinstance(error, IcosIngestError) else f"{type(error).__name__}: {error}"
