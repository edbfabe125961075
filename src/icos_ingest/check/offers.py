"""What there is to look at in a content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from icos_ingest.content import Content
from icos_ingest.rule_kinds import Need

if TYPE_CHECKING:
    from icos_ingest.schema import Spec


def offers(content: Content, spec: Spec | None = None) -> Need:
    """What rules can look at; reads no data.

    Args:
        content: as a reader opened it.
        spec: the specification, where one is known; it may say that an array holds flags.
    """
    facts = content.facts
    present = {
        Need.TEXT: facts.text,
        Need.TABLE: bool(content.tables()),
        Need.TIME: facts.time is not None,
        Need.FLAGS: _has_flags(content, spec),
        Need.SPEC: spec is not None,
        Need.ARRAY: bool(content.arrays()),
        Need.GEOREFERENCE: facts.georeference is not None,
        Need.CODE: bool(facts.code),
        Need.MEMBERS: next(iter(content.members()), None) is not None,
    }
    found = Need.NOTHING
    for need, there in present.items():
        if there:
            found |= need
    return found


def _has_flags(content: Content, spec: Spec | None) -> bool:
    columns = (column for table in content.tables().values() for column in table.columns)
    if any(column.flag or column.flag_scheme for column in columns):
        return True
    known = (spec.match(array.name) for array in content.arrays().values()) if spec else ()
    return any(column is not None and column.flag_scheme for column in known)
