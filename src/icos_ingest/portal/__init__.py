"""What the Carbon Portal would say: the one judge, for `ingest` and `validate` alike."""

from icos_ingest.portal.fold import PortalFold, PortalResult
from icos_ingest.portal.stored import StoredColumns
from icos_ingest.portal.unread import judge_unread
from icos_ingest.portal.unzip import first_entry

__all__ = ["PortalFold", "PortalResult", "StoredColumns", "first_entry", "judge_unread"]
