"""Faults that say what kept us from reading."""

from __future__ import annotations

from icos_ingest.errors import IcosIngestError, ReadError
from icos_ingest.model import NOWHERE, Fault, Place


def as_fault(error: IcosIngestError, place: Place = NOWHERE) -> Fault:
    """The fault that stands for an exception of a reader."""
    kind = error.kind if isinstance(error, ReadError) else "unreadable"
    detail = f"{error.what}; {error.hint}" if error.hint else error.what
    return Fault(kind, place, expected=error.expected, detail=detail)
