"""Faults that are known already, so that only new ones fail.

A fault is known by file, code, field, and by its values or at least their number: lines may move. What the
checks could not look at (family X) is never known: nobody can say what is there.
"""

from __future__ import annotations

import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from icos_ingest.errors import SettingsError
from icos_ingest.model import Finding, Report
from icos_ingest.resources import version

SCHEMA = "icos-ingest/baseline/1"
MAX_BYTES = 100_000_000
_INTERNAL = "X"


class Key(Struct, frozen=True):
    """Faults with the same key are compared: member, group, code, field."""

    code: str
    field: str | None = None
    member: str | None = None
    group: str | None = None


class Faults(Struct, frozen=True):
    """How many faults of one key there are; `values` by their number, None where not all were kept."""

    count: int
    values: Mapping[str, int] | None = None

    def hold(self, now: Faults) -> bool:
        """Whether all of the faults of now are among these."""
        if now.count > self.count:
            return False
        if self.values is None or now.values is None:
            return True
        return not Counter(now.values) - Counter(self.values)


class Baseline(Struct):
    """Known faults by file; the files are named relative to the folder of the baseline.

    Attributes:
        path: where it is kept.
        files: the faults of each file.
        known: how many faults of the reports so far were known.
        mended: how many known faults were not found again in the files of the reports so far.
    """

    path: Path
    files: dict[str, dict[Key, Faults]] = field(default_factory=dict)
    known: int = 0
    mended: int = 0

    @classmethod
    def load(cls, path: Path) -> Baseline:
        """Read a baseline.

        Raises:
            SettingsError: there is none, or it is damaged.
        """
        try:
            with path.open("rb") as file:
                content = file.read(MAX_BYTES + 1)
        except OSError as error:
            what = f"the baseline cannot be read ({error.strerror})"
            raise SettingsError(what, hint="--write-baseline makes one", source=str(path)) from error
        try:
            if len(content) > MAX_BYTES:
                raise ValueError("it is larger than 100 MB")
            document = json.loads(content)
            if document["schema"] != SCHEMA:
                raise ValueError(f"it is not of the schema {SCHEMA}")
            files = {str(name): dict(map(_entry, faults)) for name, faults in document["files"].items()}
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            what = f"this is no baseline: {type(error).__name__}: {error}"[:300]
            raise SettingsError(what, hint="--write-baseline makes one anew", source=str(path)) from error
        return cls(path, files)

    def new(self, report: Report) -> Report:
        """The report without the findings that are known, and counting those."""
        before, now = self.files.get(self._name(report), {}), _faults(report.findings)
        held = {key for key, faults in now.items() if key in before and before[key].hold(faults)}
        self.known += sum(now[key].count for key in held)
        self.mended += sum(
            max(0, faults.count - (now[key].count if key in now else 0)) for key, faults in before.items()
        )
        return replace(
            report,
            findings=tuple(
                _told(one, before.get(_key(one))) for one in report.findings if _key(one) not in held
            ),
        )

    def take(self, report: Report) -> None:
        """Put the faults of a report in the place of those that were known of its file."""
        faults = _faults(report.findings)
        name = self._name(report)
        self.files.pop(name, None)
        if faults:
            self.files[name] = faults

    def text(self) -> str:
        """The baseline as JSON, in an order that makes small differences."""
        document = {
            "schema": SCHEMA,
            "tool": {"name": "icos-ingest", "version": version()},
            "files": {
                name: [_document(key, self.files[name][key]) for key in sorted(self.files[name], key=_order)]
                for name in sorted(self.files)
            },
        }
        text = json.dumps(document, indent=1, ensure_ascii=False) + "\n"
        return text.encode("utf-8", "backslashreplace").decode("utf-8")

    def _name(self, report: Report) -> str:
        """The file's path relative to the baseline's folder; a URL or a made-up name stays."""
        path = report.source.path
        outer = path.split("!", 1)[0]
        if not Path(outer).exists():
            return path
        relative = os.path.relpath(Path(outer).absolute(), self.path.absolute().parent)
        return Path(relative).as_posix() + path[len(outer) :]


def _key(finding: Finding) -> Key:
    at = finding.place
    return Key(finding.code, at.field, at.member, at.group)


def _faults(findings: Iterable[Finding]) -> dict[Key, Faults]:
    by_key: dict[Key, list[Finding]] = defaultdict(list)
    for finding in findings:
        if not finding.code.startswith(_INTERNAL):
            by_key[_key(finding)].append(finding)
    return {key: _counted(found) for key, found in by_key.items()}


def _counted(findings: list[Finding]) -> Faults:
    count = sum(finding.count for finding in findings)
    places = [place for finding in findings for place in finding.places or (finding.place,)]
    whole = len(places) == count
    return Faults(count, Counter(place.value or "" for place in places) if whole else None)


def _told(finding: Finding, known: Faults | None) -> Finding:
    """A finding that has grown says so."""
    if known is None or finding.code.startswith(_INTERNAL):
        return finding
    return replace(finding, message=f"{finding.message} (the baseline knows {known.count:,} such)")


def _entry(document: Any) -> tuple[Key, Faults]:
    """One entry of the file.

    Raises:
        ValueError, KeyError, TypeError: it is none.
    """
    texts = {name: document.get(name) for name in ("field", "member", "group")}
    if not isinstance(document["code"], str) or not all(
        t is None or isinstance(t, str) for t in texts.values()
    ):
        raise TypeError("code, field, member and group are texts")
    values = document.get("values")
    counted = None if values is None else {str(value): int(n) for value, n in values.items()}
    return Key(document["code"], **texts), Faults(int(document["count"]), counted)


def _document(key: Key, faults: Faults) -> dict[str, Any]:
    told = {"code": key.code, "field": key.field, "member": key.member, "group": key.group}
    found: dict[str, Any] = {name: text for name, text in told.items() if text is not None}
    found["count"] = faults.count
    if faults.values is not None:
        found["values"] = dict(sorted(faults.values.items()))
    return found


def _order(key: Key) -> tuple[str, ...]:
    return (key.member or "", key.group or "", key.code, key.field or "")
