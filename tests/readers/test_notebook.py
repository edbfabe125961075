from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icos_ingest.content import Content
from icos_ingest.errors import CorruptFile, IcosIngestError, LimitExceeded, Truncated
from icos_ingest.model import Certainty, Limits, Match, Options, Source
from icos_ingest.readers.notebook import READER

META = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


def code(text: str, name: str | None = "a", **more: Any) -> dict[str, Any]:
    cell = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": []}
    return cell | ({"id": name} if name else {}) | {"source": text.splitlines(keepends=True)} | more


def words(text: str, name: str = "w") -> dict[str, Any]:
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": [text]}


def book(*cells: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"cells": list(cells), "metadata": META, "nbformat": 4, "nbformat_minor": 5} | more


def opened(made: dict[str, Any] | bytes, limits: Limits | None = None, indent: int | None = 1) -> Content:
    data = made if isinstance(made, bytes) else json.dumps(made, indent=indent).encode()
    return READER.read(Source.of(data, name="a.ipynb"), Options(limits=limits) if limits else Options(), None)


def kinds(content: Content) -> list[str]:
    return [fault.kind for fault in content.facts.faults]


def test_a_notebook_gives_its_code_with_language_index_and_line() -> None:
    made = book(words("# Title"), code("import icoscp\nx = 1\n"))
    content = opened(made)
    assert not content.facts.faults
    (cell,) = content.facts.code
    assert (cell.language, cell.index, cell.text) == ("python", 1, "import icoscp\nx = 1\n")
    lines = json.dumps(made, indent=1).split("\n")
    assert cell.line is not None
    assert "import icoscp" in lines[cell.line - 1]
    assert content.facts.header["kernel"].value == "Python 3"


def test_a_notebook_is_known_by_its_content() -> None:
    match = READER.sniff(Source.of(json.dumps(book()).encode(), name="x.txt"))
    assert isinstance(match, Match)
    assert (match.format, match.certainty) == ("ipynb", Certainty.MARKED)
    big = json.dumps(book(words("x" * 100_000)), indent=1).encode()
    assert isinstance(READER.sniff(Source.of(big)), Match)
    for other in (b"", b"{}", b'{"cells": 3}', b"a,b\n1,2\n", b'{"data": [{"id": 1}]}', b"[]"):
        assert isinstance(READER.sniff(Source.of(other, name="a.ipynb")), str)


def test_code_that_does_not_parse_is_placed_by_cell_and_line() -> None:
    made = book(words("w"), code("x = 1\nif x\n  y = 2\n"))
    (fault,) = opened(made).facts.faults
    assert fault.kind == "code-unparsable"
    assert fault.place.index == (1,)
    assert fault.place.value == "if x"
    assert "line 2 of the cell" in (fault.detail or "")
    assert fault.place.line is not None
    assert '"if x' in json.dumps(made, indent=1).split("\n")[fault.place.line - 1]


def test_in_a_notebook_on_one_line_the_place_is_where_the_cell_is() -> None:
    (fault,) = opened(book(code("x = 1\nif x\n")), indent=None).facts.faults
    assert (fault.place.line, fault.place.value) == (1, "if x")


@pytest.mark.parametrize(
    "text",
    [
        "%matplotlib inline\nimport numpy",
        "!pip install icoscp \\\n  pandas\nx = 1",
        "%%bash\nif [ -f x ]; then echo; fi",
        "%%time\nx = 1",
        "?print",
        "print?",
        "np.mean??",
        "for i in x:\n    %run other.py",
        "files = !ls *.csv",
        "t = %timeit -o f()",
        "await fetch()",
        "x = '''\n%not a magic\n'''",
        "",
    ],
)
def test_lines_of_ipython_are_no_faults(text: str) -> None:
    assert not opened(book(code(text))).facts.faults


@pytest.mark.parametrize("text", ["%%time\nif x", "%run x\nx = = 1", "print 'two'", "a\0b", "(" * 300])
def test_broken_python_beside_them_still_is(text: str) -> None:
    assert kinds(opened(book(code(text)))) == ["code-unparsable"]


def test_cells_of_other_languages_are_only_checked_for_brackets() -> None:
    for language in ("R", "julia"):
        meta = {"kernelspec": {"name": "x", "display_name": "x", "language": language}}
        assert kinds(opened(book(code("f(1"), metadata=meta))) == ["code-unparsable"]
        assert not kinds(opened(book(code("f(1) % 2"), metadata=meta)))


def test_every_breach_of_the_format_is_told_with_its_cell() -> None:
    broken = book(code("x = 1", metadata="none"), words("w"), code("y = 1", "b", outputs=7))
    found = [(fault.kind, fault.place.index) for fault in opened(broken).facts.faults]
    assert found == [("notebook-broken", (0,)), ("notebook-broken", (2,))]


@pytest.mark.parametrize("indent", [1, 4, None])
def test_a_breach_has_the_line_of_its_cell_or_entry(indent: int | None) -> None:
    broken = book(words("w"), code("x = 1", metadata="none"), metadata={"kernelspec": 3})
    lines = json.dumps(broken, indent=indent).split("\n")
    cell, entry = sorted(opened(broken, indent=indent).facts.faults, key=lambda f: f.place.index is None)
    assert (cell.place.index, entry.place.index) == ((1,), None)
    wanted = [number for number, line in enumerate(lines, 1) if line.strip().endswith("{")]
    # The second cell begins behind the first one and its metadata; `metadata` of the notebook comes last.
    assert cell.place.line == (wanted[2] if indent else 1)
    assert entry.place.line == (wanted[-1] if indent else 1)


def test_a_source_within_an_output_is_not_taken_for_the_cells() -> None:
    output = {"output_type": "display_data", "metadata": {}, "data": {"application/json": {"source": ["no"]}}}
    made = book(code("x = 1\n", outputs=[output], execution_count=1), code("y = 2\n", "b", execution_count=2))
    lines = json.dumps(made, indent=1).split("\n")
    assert [lines[(cell.line or 0) - 1].strip() for cell in opened(made).facts.code] == [
        '"x = 1\\n"',
        '"y = 2\\n"',
    ]


def test_cells_without_an_id_or_with_the_id_of_another_are_told_once() -> None:
    content = opened(book(code("x", None), code("y", "b"), code("z", "b")))
    found = [(fault.kind, fault.place.index, fault.place.value) for fault in content.facts.faults]
    assert found == [("notebook-cell-id", (0,), None), ("notebook-cell-id", (2,), "b")]


def test_before_ids_were_asked_for_none_is_missed() -> None:
    assert not opened(book(code("x", None), nbformat_minor=4)).facts.faults


def test_a_version_from_the_future_is_told() -> None:
    assert kinds(opened(book(nbformat=5))) == ["notebook-broken"]
    assert not kinds(opened(book(nbformat_minor=99)))


def test_a_byte_order_mark_is_told_and_the_rest_is_read() -> None:
    content = opened(b"\xef\xbb\xbf" + json.dumps(book(code("x = 1"))).encode())
    assert kinds(content) == ["notebook-broken"]
    assert len(content.facts.code) == 1


def test_what_is_no_notebook_is_said_so() -> None:
    whole = json.dumps(book(code("x = 1"))).encode()
    with pytest.raises(Truncated, match="ends too early"):
        opened(whole[:-5])
    with pytest.raises(CorruptFile, match="line 1 column"):
        opened(b'{"nbformat": 4,, }')
    with pytest.raises(CorruptFile, match="does not state"):
        opened(b'{"cells": []}')
    with pytest.raises(CorruptFile, match="not UTF-8 at byte 2"):
        opened(b'{"\xff": 4}')
    with pytest.raises(CorruptFile, match="nested too deeply"):
        opened(b'{"nbformat": 4, "x": ' + b"[" * 100_000)
    with pytest.raises(LimitExceeded):
        opened(whole, Limits(array=10))


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
PATHS = [
    ("nbformat",), ("nbformat_minor",), ("cells",), ("metadata",), ("metadata", "kernelspec"),
    ("metadata", "kernelspec", "language"), ("cells", 0), ("cells", 0, "source"), ("cells", 0, "cell_type"),
    ("cells", 0, "id"), ("cells", 0, "language"), ("worksheets",),
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PATHS), JUNK)
def test_whatever_stands_in_a_notebook_only_our_own_errors_come(path: tuple[Any, ...], junk: Any) -> None:
    made = copy.deepcopy(book(code("x = 1"), words("w")))
    made["metadata"] = copy.deepcopy(META)
    target: Any = made
    for key in path[:-1]:
        target = target[key]
    target[path[-1]] = junk
    try:
        opened(made)
    except IcosIngestError:
        return


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_the_bytes_only_our_own_errors_come(data: st.DataObject) -> None:
    raw = bytearray(json.dumps(book(code("x = 1"), words("w"))).encode())
    for _ in range(data.draw(st.integers(0, 3))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    READER.sniff(Source.of(bytes(raw)))
    try:
        opened(bytes(raw))
    except IcosIngestError:
        return


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("nbf_test4.5", {"notebook-order"}),
        ("nbf_test4plus", {"notebook-order"}),
        ("nbf_test3_no_min_version", set()),
        ("nbf_many_tracebacks", set()),
        ("Station_example", set()),
        ("nbf_invalid", {"notebook-broken", "notebook-order"}),
        ("nbf_v4_5_invalid_metadata", {"notebook-broken", "notebook-uncounted-output"}),
        ("nbf_test3_no_worksheets", {"notebook-broken"}),
        ("nbf_invalid_unique_cell_id", {"notebook-cell-id"}),
        ("nbf_v4_5_no_cell_id", {"notebook-cell-id"}),
    ],
)
def test_real_notebooks_have_the_faults_that_their_owners_expect(
    real_data: Path, name: str, expected: set[str]
) -> None:
    content = READER.read(Source.of(real_data / "notebooks" / f"{name}.ipynb"), Options(), None)
    assert set(kinds(content)) == expected


def test_every_real_notebook_is_known(real_data: Path) -> None:
    files = sorted((real_data / "notebooks").glob("*.ipynb"))
    assert files
    assert all(isinstance(READER.sniff(Source.of(file)), Match) for file in files)


@pytest.mark.parametrize(
    ("metadata", "language"),
    [
        ({}, "python"),
        ({"kernelspec": {"name": "ir", "display_name": "R"}}, "r"),
        ({"kernelspec": {"name": "julia-1.10", "display_name": "Julia"}}, "julia"),
        ({"jupytext": {"main_language": "R"}}, "r"),
        ({"language_info": {"name": "ipython"}}, "python"),
    ],
)
def test_the_language_is_found_wherever_it_is_stated(metadata: dict[str, Any], language: str) -> None:
    (cell,) = opened(book(code("x <- library(knitr)"), metadata=metadata)).facts.code
    assert cell.language == language


def test_a_notebook_that_was_run_with_python_2_is_held_to_that() -> None:
    meta = META | {"language_info": {"name": "python", "version": "2.7.12"}}
    (fault,) = opened(book(code("print `1`"), metadata=meta)).facts.faults
    assert (fault.kind, fault.expected) == ("code-unparsable", "Python 3")
