"""Programs as files: read whole, looked at, never run."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from icos_ingest.codelib import MAX_CODE, code_fault, language_of, unparsable
from icos_ingest.content import CodeCell, Content, Facts, Reader
from icos_ingest.errors import LimitExceeded
from icos_ingest.model import Certainty, Fault, Match, Options, Place, Source

if TYPE_CHECKING:
    from icos_ingest.schema import Spec


def code_text(source: Source, language: str) -> tuple[str, tuple[Fault, ...]]:
    """The text of a program, and a fault where it is not in the encoding that it states, else UTF-8.

    Raises:
        LimitExceeded: it is longer than any program.
    """
    with source.open() as stream:
        raw = stream.read(MAX_CODE + 1)
    if len(raw) > MAX_CODE:
        raise LimitExceeded(f"the program has more than {MAX_CODE:,} bytes", source=source.name)
    encoding = _stated_encoding(raw) if language == "python" else "utf-8-sig"
    try:
        return raw.decode(encoding), ()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        place = Place(line=line, offset=error.start, value=f"byte 0x{raw[error.start]:02x}")
        word = encoding.removesuffix("-sig").upper()
        detail = f"the byte is none that {word} has there"
        return raw.decode("latin-1"), (Fault("code-unparsable", place, f"code in {word}", detail),)


def _stated_encoding(raw: bytes) -> str:
    """What a Python program says of its encoding in its first two lines (PEP 263)."""
    import tokenize

    try:
        return tokenize.detect_encoding(io.BytesIO(raw).readline)[0]
    except SyntaxError:
        return "utf-8-sig"


class Program(Content):
    """One program: its text is the one code cell of the facts."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts


def code_reader(name: str, title: str, language: str) -> Reader:
    """The reader of programs in one language; the suffix only tips the scales.

    Its `read` raises `LimitExceeded` for what is longer than any program.
    """

    def sniff(source: Source) -> Match | str:
        found = language_of(source)
        if isinstance(found, str):
            return found
        spoken, evidence = found
        if spoken != language:
            return f"{evidence}: it is {spoken}"
        return Match(language, Certainty.CONTENT, evidence)

    def read(source: Source, options: Options, spec: Spec | None) -> Content:
        del options, spec
        return code_content(source, language)

    return Reader(name, title, (language,), sniff, read)


def code_content(source: Source, language: str) -> Content:
    """A program as content, with a fault where it cannot be parsed.

    Raises:
        LimitExceeded: it is longer than any program.
    """
    from icos_ingest.codelib.opened import missing_fault, missing_files

    text, faults = code_text(source, language)
    if not faults and (problem := unparsable(text, language)):
        faults = (code_fault(problem, text, Place(line=problem.line)),)
    if language == "python" and not faults and source.path is not None:
        missing = missing_files([text], source.path.parent)
        faults = tuple(missing_fault(one, Place(line=one.line)) for one in missing)
    return Program(Facts(language, code=(CodeCell(language, text, line=1),), faults=faults))
