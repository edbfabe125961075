"""What the Carbon Portal would say: the one judge, for `ingest` and `validate` alike."""

from icos_ingest.portal.fold import PortalFold, PortalResult
from icos_ingest.portal.stored import StoredColumns
from icos_ingest.portal.unread import judge_unread

__all__ = ["PortalFold", "PortalResult", "StoredColumns", "judge_unread"]
