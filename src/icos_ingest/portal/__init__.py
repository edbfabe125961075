"""What the Carbon Portal would say: the one judge, for `ingest` and `validate` alike."""

from icos_ingest.portal.extract import actual_columns, has_actual_columns
from icos_ingest.portal.fold import PortalFold, PortalPart, PortalResult, first_of_each_title
from icos_ingest.portal.grids import GridFold
from icos_ingest.portal.reading import columns_of, read_as_portal
from icos_ingest.portal.series import SeriesFold
from icos_ingest.portal.stored import StoredColumns
from icos_ingest.portal.unread import judge_unread
from icos_ingest.portal.unzip import first_entry

__all__ = [
    "GridFold",
    "PortalFold",
    "PortalPart",
    "PortalResult",
    "SeriesFold",
    "StoredColumns",
    "actual_columns",
    "columns_of",
    "first_entry",
    "first_of_each_title",
    "has_actual_columns",
    "judge_unread",
    "read_as_portal",
]
