"""Programs in Julia: looked at, never run. Of their grammar only quotes and brackets are checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from icos_ingest.codelib import code_content, language_of
from icos_ingest.content import Content, Reader
from icos_ingest.model import Certainty, Match, Options, Source

if TYPE_CHECKING:
    from icos_ingest.schema import Spec


def sniff(source: Source) -> Match | str:
    """Statements of Julia; the suffix .jl only tips the scales."""
    found = language_of(source)
    if isinstance(found, str):
        return found
    language, evidence = found
    return (
        Match("julia", Certainty.CONTENT, evidence)
        if language == "julia"
        else f"{evidence}: it is {language}"
    )


def read(source: Source, options: Options, spec: Spec | None) -> Content:
    """Open a program.

    Raises:
        LimitExceeded: it is longer than any program.
    """
    del options, spec
    return code_content(source, "julia")


READER = Reader("julia_code", "Program in Julia", ("julia",), sniff, read)
