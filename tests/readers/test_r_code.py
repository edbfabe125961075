from __future__ import annotations

import pytest

from icos_ingest.model import Fault, Match, Options, Source
from icos_ingest.readers.r_code import READER

PROGRAM = b"""library(REddyProc)
# it's a comment (with an odd quote
flux <- read.csv("Norunda (2020).csv", sep = ';')
flux$NEE[flux$USTAR < 0.2] <- NA
keep <- flux$flag %in% c('a', "b)")
raw <- r"(a "quoted" path: C:\\)"
"""


def faults(data: bytes) -> tuple[Fault, ...]:
    return READER.read(Source.of(data), Options(), None).facts.faults


@pytest.mark.parametrize("name", ["a.R", "a.txt", "<stdin>"])
def test_r_is_known_by_its_statements(name: str) -> None:
    match = READER.sniff(Source.of(PROGRAM, name=name))
    assert isinstance(match, Match)
    assert match.format == "r"
    assert (".R" in match.evidence) is name.endswith("R")


def test_an_assignment_alone_needs_the_suffix() -> None:
    assert isinstance(READER.sniff(Source.of(b"x <- 1\n", name="a.r")), Match)
    assert isinstance(READER.sniff(Source.of(b"x <- 1\n", name="a.txt")), str)
    assert isinstance(READER.sniff(Source.of(b"#!/usr/bin/env Rscript\n1\n", name="a")), Match)


@pytest.mark.parametrize("data", [b"sum(1:10)\n", b"dplyr::filter(x)\n", b"x = 3\n", b"# nothing yet\n"])
def test_calls_and_comments_are_r_by_their_name_alone(data: bytes) -> None:
    assert isinstance(READER.sniff(Source.of(data, name="a.R")), Match)
    assert isinstance(READER.sniff(Source.of(data, name="a.txt")), str)


def test_a_table_is_no_r_whatever_its_name() -> None:
    assert isinstance(READER.sniff(Source.of(b"a,b\n1,2\n", name="a.R")), str)


def test_balanced_r_has_no_fault() -> None:
    assert not faults(PROGRAM)


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"x <- 1\nf(a, [2)\n", 2, "closes nothing"),
        (b"f(\n1\n", 1, "( is not closed"),
        (b"x <- 1\n}\n", 2, "} closes nothing"),
        (b'x <- "a\n\n', 1, 'begins with " is not closed'),
        (b'\nx <- r"---(a)--"', 2, 'begins with r"---( is not closed'),
    ],
)
def test_quotes_and_brackets_without_a_partner_are_placed(data: bytes, line: int, words: str) -> None:
    (fault,) = faults(data)
    assert (fault.kind, fault.place.line) == ("code-unparsable", line)
    assert words in (fault.detail or "")
