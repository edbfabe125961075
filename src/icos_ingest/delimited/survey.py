"""Everything that the beginning of a table tells, in the order in which one thing rests on the other."""

from __future__ import annotations

import io

from msgspec import Struct

from icos_ingest.delimited.dialect import Fit, decimal_sign, find_dialect
from icos_ingest.delimited.encoding import Encoding, find_encoding
from icos_ingest.delimited.heading import find_heading
from icos_ingest.delimited.lines import TextLines
from icos_ingest.delimited.preamble import preamble_length
from icos_ingest.delimited.timing import Timing, find_timing
from icos_ingest.delimited.titles import Heading
from icos_ingest.errors import LimitExceeded, OptionError
from icos_ingest.model import Options, Source

SAMPLE = 1 << 20
"""Bytes that are looked at before the pass begins."""


class Survey(Struct, frozen=True):
    """What was found out about a table.

    Attributes:
        encoding: of the bytes.
        fit: how the lines are split.
        heading: titles, units, the first rows.
        decimal: the decimal sign.
        timing: of the rows.
        preamble: lines before the table.
        notes: every decision, sentences for the user.
    """

    encoding: Encoding
    fit: Fit
    heading: Heading
    decimal: str
    timing: Timing
    preamble: tuple[str, ...]
    notes: tuple[str, ...]


def survey(source: Source, options: Options, size: int = SAMPLE) -> Survey:
    """Look at the first bytes of a source.

    Args:
        source: looked at, not read.
        options: the user's answers; each goes before what is found.
        size: how many bytes.

    Raises:
        OptionError: an option has no meaning.
        LimitExceeded: there are more columns than the limits allow; each would be asked whether it is a time.
    """
    head = source.peek(size)
    encoding = find_encoding(head, options.encoding)
    lines = head_lines(head, encoding, whole=len(head) < size)
    skipped = preamble_length(lines)
    fit = find_dialect(lines[skipped:], options.separator)
    _within(fit.width, options, source)
    heading = find_heading(lines, fit.dialect, fit.width)
    _within(heading.width, options, source)
    decimal, note = decimal_sign(heading.rows.cells[:1000])
    if options.decimal is not None:
        if options.decimal not in (".", ","):
            raise OptionError(
                f"{options.decimal[:100]!r} cannot be a decimal sign", expected="a point or a comma"
            )
        decimal, note = options.decimal, f"decimal sign is {options.decimal!r}, as the options say"
    timing = find_timing(heading, options)
    preamble = tuple(lines[: (heading.line or heading.first) - 1])
    notes = [encoding.note, fit.note, *heading.notes, *([note] if note else []), *timing.notes]
    return Survey(encoding, fit, heading, decimal, timing, preamble, tuple(notes))


def _within(width: int, options: Options, source: Source) -> None:
    if width > options.limits.variables:
        raise LimitExceeded(f"the table has {width:,} columns", source=source.name)


def head_lines(head: bytes, encoding: Encoding, *, whole: bool) -> list[str]:
    """The whole lines in the first bytes of a text.

    Args:
        head: the bytes.
        encoding: of the text.
        whole: whether nothing follows, so that the last line is not cut.
    """
    lines = [line for run in TextLines(io.BytesIO(head), encoding).runs() for line in run.lines]
    if not whole and len(lines) > 1:
        lines.pop()
    return lines
