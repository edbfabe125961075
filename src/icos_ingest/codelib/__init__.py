"""Source code as text: which language it is in, and whether it can be parsed. It is never run.

Python is parsed by Python. For R and Julia only quotes and brackets are looked at: whether each that opens
also closes, strings and comments apart.
"""

from __future__ import annotations

import ast
import re
import warnings

from msgspec import Struct

from icos_ingest.model import Fault, Place, Source
from icos_ingest.model.source import HEAD

MAX_CODE = 2_000_000
"""Bytes of a program; what people write stays far below."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_SHEBANG = re.compile(r"#!.*\b(python|Rscript|julia)")
_BY_SHEBANG = {"python": "python", "Rscript": "r", "julia": "julia"}
_NAME = r"[^\W\d]\w*(?:\.\w+)*"
_PYTHON = re.compile(
    rf"^(?:from \.*(?:{_NAME})? import \S.*|import {_NAME}(?: as \w+)?(?:, ?{_NAME}(?: as \w+)?)*"
    r"|[ \t]*(?:async )?def \w+\(.*|class \w+(?:\(.*\))?:|if __name__ ?==.*:)[ \t\r]*(?:#.*)?$",
    re.MULTILINE,
)
_R = re.compile(
    r"^[ \t]*(?:(?:library|require|suppressPackageStartupMessages|source|setwd)[ \t]*\(.*"
    r"|[A-Za-z.][\w.]*(?:\[[^\[\]\n]*\]|\[\[[^\[\]\n]*\]\]|[$@][\w.]+)*+[ \t]*<-[ \t]*[^\s-].*)$",
    re.MULTILINE,
)
_R_ALONE = re.compile(
    r"^[ \t]*(?:[A-Za-z.][\w.]*(?:::?[A-Za-z.][\w.]*|[$@][\w.]+)*\("
    r"|(?:if|for|while) ?\(|[A-Za-z.][\w.]* = \S)",
    re.MULTILINE,
)
"""What tells R only where the name of the file says so: a call, a branch, an assignment with =."""
_USING = re.compile(
    r"^(?:using|import) [A-Z]\w*(?:\.\w+)*(?: *, *[A-Z][\w.]*)*+(?: *: *[\w!@, ]+)?[ \t\r]*(?:#.*)?$",
    re.MULTILINE,
)
_FUNCTION = re.compile(
    r"^[ \t]*(?:function [\w.!]+\(|(?:mutable )?struct [A-Z]|module [A-Z]|macro \w+\()", re.MULTILINE
)
_END = re.compile(r"^[ \t]*end[ \t]*;?[ \t\r]*(?:#.*)?$", re.MULTILINE)
_SUFFIXES = {".py": "python", ".r": "r", ".jl": "julia"}


class Problem(Struct, frozen=True):
    """Where code cannot be parsed: the line, from 1, and what the parser says."""

    line: int
    message: str


def language_of(source: Source) -> tuple[str, str] | str:
    """The language of a program and what tells, or why it is none; one answer for all readers of code.

    The suffix of the file only tips the scales where the content could be code.
    """
    text = source.peek().decode("utf-8", "replace").removeprefix("\ufeff")
    hint = next(
        (word for suffix, word in _SUFFIXES.items() if source.basename.lower().endswith(suffix)), None
    )
    # A text within a program may hold control characters; a NUL stands in none.
    if not text.strip() or (_CONTROL.search(text) and (hint is None or "\0" in text)):
        return "it is not a text"
    if shebang := _SHEBANG.match(text):
        return _BY_SHEBANG[shebang[1]], f"the first line calls {shebang[1]}"
    for judge in (_as_python, _as_julia, _as_r):
        if found := judge(text, hint):
            return found
    return "no line of it looks like code"


def _as_python(text: str, hint: str | None) -> tuple[str, str] | None:
    telling = len(_PYTHON.findall(text))
    tipped = hint == "python"
    if not telling and not tipped:
        return None
    tree = parsed(_whole_lines(text))
    if tree is None:
        if telling and tipped:
            return "python", "it has imports or definitions of Python and its name ends in .py"
        return None
    if telling:
        return "python", "it parses as Python and has imports or definitions"
    # Rows of a table parse, too: as tuples of numbers and names.
    rows = bool(tree.body) and all(isinstance(node, ast.Expr) and _is_row(node.value) for node in tree.body)
    return None if rows else ("python", "it parses as Python and its name ends in .py")


def _is_row(value: ast.expr) -> bool:
    """Whether an expression could be a row of a table: numbers, names, and what stands between them."""
    cells = (ast.Constant, ast.Name, ast.Attribute, ast.UnaryOp, ast.BinOp)
    if isinstance(value, ast.Tuple):
        return all(isinstance(cell, cells) for cell in value.elts)
    return isinstance(value, cells) and not (isinstance(value, ast.Constant) and isinstance(value.value, str))


def _as_julia(text: str, hint: str | None) -> tuple[str, str] | None:
    packages, ends = len(_USING.findall(text)), len(_END.findall(text))
    if hint == "julia" and (packages or _FUNCTION.search(text)):
        return "julia", "it has statements of Julia and its name ends in .jl"
    if packages and ends:
        return "julia", "it loads packages as Julia does, and closes blocks with end"
    return None


def _as_r(text: str, hint: str | None) -> tuple[str, str] | None:
    telling = len(_R.findall(text))
    lines = sum(1 for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#"))
    if hint == "r" and (telling or not lines or _R_ALONE.search(text)):
        return "r", "it has statements of R and its name ends in .R"
    if telling >= 2 and telling * 8 >= lines:
        return "r", f"{telling} of {lines} lines load packages or assign with <-"
    return None


def _whole_lines(head: str) -> str:
    """The head without the statement that is cut in two by its end."""
    if len(head.encode()) < HEAD:
        return head
    starts = [match.start() for match in re.finditer(r"^[^\s#)\]}]", head, re.MULTILINE)]
    return head[: starts[-1]] if starts else head


def unparsable(text: str, language: str) -> Problem | None:
    """Where code cannot be parsed, None where it can or where the language is none we know.

    Args:
        text: the code; in a notebook's Python, lines of IPython (`%`, `!`, `?`) are no fault.
        language: `python`, `r` or `julia`.
    """
    if language in ("r", "julia"):
        return _unbalanced(text, language)
    return _python_problem(text) if language == "python" else None


def _python_problem(text: str) -> Problem | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text)
    except SyntaxError as error:
        lines = text.count("\n") + 1
        return Problem(min(max(error.lineno or 1, 1), lines), error.msg)
    except ValueError:
        return Problem(text.count("\n", 0, max(0, text.find("\0"))) + 1, "it holds a zero byte")
    except (RecursionError, MemoryError):
        return Problem(1, "it is nested too deeply")
    return None


def parsed(text: str) -> ast.Module | None:
    """Python as a tree, None where it cannot be parsed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


_BODY_MAGICS = ("%%time", "%%timeit", "%%capture", "%%prun")
"""Cell magics whose cell goes on in Python; any other takes the rest of the cell for itself."""
_MAGIC = re.compile(r"(\s*)(?:[%!?].*|[\w.\[\]'\", ]+=\s*[%!].*|%?[\w.*]+\?{1,2}\s*(?:#.*)?)$")


def without_magics(text: str) -> str:
    """Python of a notebook with IPython's own lines made harmless; every line stays on its line."""
    first = text.lstrip()
    if first.startswith("%%") and not first.startswith(_BODY_MAGICS):
        return ""
    lines, goes_on = [], False
    for line in text.split("\n"):
        match = _MAGIC.match(line)
        harmless = goes_on or match is not None
        goes_on = harmless and line.endswith("\\")
        lines.append((match[1] if match else "") + "pass" if harmless else line)
    return "\n".join(lines)


# A beginning without its end is a token too (`begin`, `quote`), so that nothing is looked for twice.
_TOKENS = {
    "r": re.compile(
        r"#[^\n]*|(?P<begin>(?<!\w)[rR](?P<q>[\"'])(?P<dashes>-*)(?:(?P<round>\()|(?P<square>\[)|\{))"
        r"(?:.*?(?(round)\)|(?(square)\]|\}))(?P=dashes)(?P=q))?"
        r"|%[^%\n]*%|(?P<quote>[\"'`])(?:(?:\\.|(?!(?P=quote))[^\\])*+(?P=quote))?|[()\[\]{}]",
        re.DOTALL,
    ),
    "julia": re.compile(
        r"(?P<begin>#=)(?:.*?=#)?|#[^\n]*|\"\"\"(?:\\.|(?!\"\"\")[^\\])*+\"\"\""
        r"|(?<=[\w)\]}'.])'|'(?:\\[^\n]{1,10}?|[^\\\n])'"
        r"|(?P<quote>[\"`])(?:(?:\\.|(?!(?P=quote))[^\\])*+(?P=quote))?|[()\[\]{}]",
        re.DOTALL,
    ),
}
_PAIRS = {")": "(", "]": "[", "}": "{"}


def _unbalanced(text: str, language: str) -> Problem | None:
    """The first quote or bracket that has no partner."""
    open_brackets: list[tuple[str, int]] = []
    for token in _TOKENS[language].finditer(text):
        mark = token[0]
        if mark in (token["quote"], token["begin"]):
            return Problem(_line(text, token.start()), f"what begins with {mark} is not closed")
        if mark in "([{":
            open_brackets.append((mark, token.start()))
        elif mark in _PAIRS and (not open_brackets or open_brackets.pop()[0] != _PAIRS[mark]):
            return Problem(_line(text, token.start()), f"the bracket {mark} closes nothing")
    if open_brackets:
        mark, start = open_brackets[-1]
        return Problem(_line(text, start), f"the bracket {mark} is not closed")
    return None


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def code_fault(problem: Problem, text: str, place: Place) -> Fault:
    """The fault that a problem makes, with the offending line as its value."""
    lines = text.split("\n")
    value = lines[problem.line - 1].strip()[:100] if problem.line <= len(lines) else None
    at = Place(line=place.line, index=place.index, value=value)
    return Fault("code-unparsable", at, "code that can be parsed", problem.message)
