"""Programs in Python: looked at, never run. Python's own parser says whether they can be parsed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from icos_ingest.codelib import code_content, language_of
from icos_ingest.content import Content, Reader
from icos_ingest.model import Certainty, Match, Options, Source

if TYPE_CHECKING:
    from icos_ingest.schema import Spec


def sniff(source: Source) -> Match | str:
    """Statements of Python; the suffix .py only tips the scales."""
    found = language_of(source)
    if isinstance(found, str):
        return found
    language, evidence = found
    return (
        Match("python", Certainty.CONTENT, evidence)
        if language == "python"
        else f"{evidence}: it is {language}"
    )


def read(source: Source, options: Options, spec: Spec | None) -> Content:
    """Open a program.

    Raises:
        LimitExceeded: it is longer than any program.
    """
    del options, spec
    return code_content(source, "python")


READER = Reader("python_code", "Program in Python", ("python",), sniff, read)
