from __future__ import annotations

import pytest

from icos_ingest.model import Fault, Match, Options, Source
from icos_ingest.readers import r_code
from icos_ingest.readers.julia_code import READER

PROGRAM = b'''using CSV, DataFrames
#= a comment (
=#
"""
Docs with an odd " quote and (
"""
function flux(A::Matrix)
    B = A' * A.'
    sep = ';'
    quote_ = '\\''
    println("sum $(sum(B)) is \\" odd")
end
'''


def faults(data: bytes) -> tuple[Fault, ...]:
    return READER.read(Source.of(data), Options(), None).facts.faults


@pytest.mark.parametrize("name", ["a.jl", "a.txt"])
def test_julia_is_known_by_its_statements(name: str) -> None:
    match = READER.sniff(Source.of(PROGRAM, name=name))
    assert isinstance(match, Match)
    assert match.format == "julia"
    assert (".jl" in match.evidence) is name.endswith(".jl")


@pytest.mark.parametrize(
    "data",
    [
        b"      function f(x)\n      real x\n      end\n",
        b"using std::string;\nstruct A {\n};\n",
        b"function y = f(x)\ny = x;\nend\n",
        b"using the tower data we found\nthe end\n",
    ],
)
def test_fortran_c_matlab_and_prose_are_not_julia(data: bytes) -> None:
    assert isinstance(READER.sniff(Source.of(data, name="a.txt")), str)


def test_balanced_julia_has_no_fault() -> None:
    assert not faults(PROGRAM)


@pytest.mark.parametrize(
    ("data", "line"),
    [(b"x = 1\nf(a]\n", 2), (b"using CSV\nf(\n", 2), (b'x = "a\n', 1), (b"x = [1, 2\n", 1), (b"\n#= a", 2)],
)
def test_quotes_and_brackets_without_a_partner_are_placed(data: bytes, line: int) -> None:
    (fault,) = faults(data)
    assert (fault.kind, fault.place.line) == ("code-unparsable", line)


@pytest.mark.parametrize(
    "data", [b"#=\n" * 100_000, b'r"(' * 100_000, b"'" * 300_000, b'"""' * 99_999, b"\n" * 300_000]
)
def test_hostile_text_takes_no_time(data: bytes) -> None:
    READER.sniff(Source.of(data, name="a.jl"))
    for reader in (READER, r_code.READER):
        reader.read(Source.of(data), Options(), None)
