"""Reports for people: in a terminal, in a browser, in a notebook."""

from __future__ import annotations

from collections.abc import Sequence

TYPE_CHECKING = False  # `typing` would take a tenth of the time in which a rule's page is shown
if TYPE_CHECKING:
    from icos_ingest.model import Report, View

__all__ = ["VIEW"]


class _View:
    """Loads a renderer when a report is looked at, not when it is made."""

    def text(self, reports: Sequence[Report]) -> str:
        from icos_ingest.render.text import plain

        return plain(reports)

    def html(self, reports: Sequence[Report]) -> str:
        from icos_ingest.render.html import fragment

        return fragment(reports)


VIEW: View = _View()
"""How reports show themselves."""
