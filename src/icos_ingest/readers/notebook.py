"""Jupyter notebooks: their code cells, and what is wrong with their form."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from icos_ingest.content import Content, Reader
from icos_ingest.model import Certainty, Match, Options, Source

if TYPE_CHECKING:
    from icos_ingest.schema import Spec

_BEGINS = re.compile(
    rb'\s*\{\s*(?:"metadata"\s*:\s*\{.*?)?"(?:cells|worksheets)"\s*:\s*\[\s*\{\s*'
    rb'"(?:attachments|cell_type|cells|execution_count|id|metadata|outputs|source)"',
    re.DOTALL,
)
_NUMBER = re.compile(rb'"nbformat"\s*:\s*\d')


def sniff(source: Source) -> Match | str:
    """A JSON object that states its `nbformat`, or begins with cells as a notebook does."""
    head = source.peek().removeprefix(codecs.BOM_UTF8)
    if not head.lstrip().startswith(b"{"):
        return "it does not begin as a JSON object"
    if _NUMBER.search(head):
        return Match("ipynb", Certainty.MARKED, "it is a JSON object that states its nbformat")
    if _BEGINS.match(head):
        return Match(
            "ipynb", Certainty.MARKED, "it is a JSON object that begins with the cells of a notebook"
        )
    return "it is a JSON object without nbformat or cells"


def read(source: Source, options: Options, spec: Spec | None) -> Content:
    """Open a notebook.

    Raises:
        CorruptFile: it is no JSON, or no notebook.
        Truncated: the JSON ends too early.
        LimitExceeded: it is larger than may be held in memory.
    """
    from icos_ingest.codelib.notebook import open_notebook

    del spec
    return open_notebook(source, options)


READER = Reader("notebook", "Jupyter notebook", ("ipynb",), sniff, read)
