"""A whole text table past the judge, and past whoever else wants to see its rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from icos_ingest.content import Block, ColumnInfo, Content
from icos_ingest.portal.fold import PortalFold, PortalResult
from icos_ingest.schema import Spec


def columns_of(content: Content) -> Sequence[ColumnInfo]:
    """The columns of the one table of a text; none where it has no titles."""
    return next((table.columns for table in content.tables().values()), ())


def read_as_portal(
    content: Content,
    spec: Spec,
    n_rows: int | None,
    *,
    must_count: bool = False,
    also: Sequence[Callable[[Block], None]] = (),
) -> PortalResult:
    """Read a text to its end, as the portal would under a specification.

    Args:
        content: opened by the reader of the specification's format; its blocks are taken.
        spec: the specification.
        n_rows: rows according to the upload metadata, None where they were not given.
        must_count: whether the portal would refuse for that.
        also: called with each block after the judge has seen it.

    Raises:
        ReadError: the bytes cannot be read to their end.
    """
    fold = PortalFold(content.facts, columns_of(content), spec, n_rows, must_count=must_count)
    for table in content.tables().values():
        for block in table.blocks():
            for feed in (fold.feed, *also):
                feed(block)
    return fold.finish()
