"""Files of data that Python code opens by names that stand in it. The code is parsed, never run."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from icos_ingest.codelib import parsed, without_magics
from icos_ingest.model import Fault, Place

_READS = re.compile(
    r"open(?:_(?:dataset|mfdataset|dataarray|datatree|zarr))?|load_(?:dataset|dataarray)|imread|Dataset|File"
    r"|read_(?:csv|table|fwf|excel|json|parquet|feather|hdf|pickle|file)|loadtxt|genfromtxt|fromfile"
)
"""Functions that read a file: Python, pandas, polars, xarray, numpy, matplotlib, geopandas, netCDF4, h5py."""
_FIRST = ("filepath_or_buffer", "filename_or_obj", "paths", "file", "fname", "filename", "io", "path", "fp")
"""How their first argument is called."""
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_MAGIC_WORDS = re.compile(r"^\s*[!%].*$", re.MULTILINE)
_MODE = re.compile(r"[rwax][bt+]{0,2}")
_MOST = 1_000


class Opened(Struct, frozen=True):
    """A file that code opens.

    Attributes:
        name: as it stands there, or joined from parts.
        cell: from 0.
        line: in the cell, from 1.
        call: the function.
        words: the texts and the variables that name it.
    """

    name: str
    cell: int
    line: int
    call: str
    words: tuple[str, ...]


def missing_files(cells: Iterable[str], folder: Path) -> Iterator[Opened]:
    """Files that Python code opens and that are not there.

    Only names below the folder are asked for. What the code may make itself is left out: a name that stands
    anywhere else in the code, or in a line for the shell. So is code that changes the folder.

    Args:
        cells: pieces of code, such as the cells of a notebook.
        folder: of the file that holds the code.
    """
    texts = list(cells)
    trees = [parsed(without_magics(text)) for text in texts]
    whole = [node for tree in trees if tree for node in ast.walk(tree)]
    shell = "\n".join(line for text in texts for line in _MAGIC_WORDS.findall(text))
    if any(_name(node.func) == "chdir" for node in whole if isinstance(node, ast.Call)) or "cd " in shell:
        return
    constants = _constants(whole)
    opened = [one for number, tree in enumerate(trees) if tree for one in _opened(tree, number, constants)]
    elsewhere = _words(whole) - Counter(word for one in opened for word in one.words)
    for one in opened[:_MOST]:
        made = one.name in shell or any(elsewhere[word] > 0 for word in one.words)
        if not made and _is_below(one.name) and not _exists(folder / one.name):
            yield one


def missing_fault(one: Opened, place: Place) -> Fault:
    """The fault of one file that is not there; each file is a finding of its own."""
    at = replace(place, field=one.name[:100], value=one.name[:100])
    return Fault("code-missing-file", at, "a file beside the code", f"{one.call}() asks for it")


def _constants(nodes: Iterable[ast.AST]) -> dict[str, str]:
    """Names to which a text is given, once, and nothing else."""
    given = [
        (target.id, node.value.value if isinstance(node.value, ast.Constant) else None)
        for node in nodes
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    ]
    times = Counter(name for name, _ in given)
    return {name: text for name, text in given if isinstance(text, str) and times[name] == 1}


def _words(nodes: Iterable[ast.AST]) -> Counter[str]:
    """How often each text and each variable stands in code; a variable as `=name`, where it is looked at."""
    found: Counter[str] = Counter()
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found[node.value] += 1
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            found[f"={node.id}"] += 1
    return found


def _opened(tree: ast.Module, cell: int, constants: dict[str, str]) -> Iterator[Opened]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _READS.fullmatch(call := _name(node.func)) and not _writes(node):
            words = {word.arg: word.value for word in node.keywords}
            first = node.args[0] if node.args else next((words[w] for w in _FIRST if w in words), None)
            name = _text(first, constants)
            # `path.open("w")` gives a mode where `open(path, "w")` gives a name.
            if isinstance(node.func, ast.Attribute) and call == "open" and name and _MODE.fullmatch(name):
                name = None
            if first is not None and name:
                yield Opened(name, cell, node.lineno, call, tuple(_words(ast.walk(first))))


def _name(function: ast.expr) -> str:
    """The last part of a function's name; of `Path(...).open` and other calls of calls nothing."""
    if isinstance(function, ast.Attribute):
        return "" if isinstance(function.value, ast.Call) else function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _writes(call: ast.Call) -> bool:
    """Whether the mode is one of writing, or none that stands there."""
    modes = [word.value for word in call.keywords if word.arg == "mode"]
    if not modes and _name(call.func) in ("open", "Dataset", "File"):
        modes = call.args[1:2]
    return any(
        not (isinstance(mode, ast.Constant) and isinstance(mode.value, str)) or set(mode.value) & set("wax+")
        for mode in modes
    )


def _text(node: ast.expr | None, constants: dict[str, str]) -> str | None:
    """A text that stands in the code, by itself, under a name, or joined from parts."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.Name):
        return constants.get(node.id)
    if isinstance(node, ast.Call) and _name(node.func) in ("join", "Path") and not node.keywords:
        parts = [_text(part, constants) for part in node.args]
        texts = [part for part in parts if part is not None]
        return "/".join(texts) if texts and len(texts) == len(parts) else None
    return None


def _is_below(name: str) -> bool:
    """Whether a name is that of one file below the folder: no pattern, no address, no way out."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    odd = not parts or _URL.match(name) or set(name) & set("*?[]{}\0\n") or len(name) > 500
    return not odd and parts[0] not in ("/", "~") and ".." not in parts and not name.startswith(("/", "~"))


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return True  # nothing can be told
