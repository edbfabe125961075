"""The notebook runs from its first cell to its last, and says what its text says."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat

ROOT = Path(__file__).parents[2]
NOTEBOOK = ROOT / "docs" / "notebook.ipynb"
EXECUTE = """
import sys, nbformat
from nbclient import NotebookClient
notebook = nbformat.read(sys.argv[1], as_version=4)
NotebookClient(notebook, timeout=100).execute()
print(nbformat.writes(notebook))
"""


def test_it_is_stored_without_outputs() -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert code
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code)


def test_it_runs_and_ends_with_a_file_that_the_portal_takes(tmp_path: Path, sample_data: Path) -> None:
    (tmp_path / "docs").mkdir()
    shutil.copy(NOTEBOOK, tmp_path / "docs")
    shutil.copytree(sample_data, tmp_path / "sample_data")
    done = subprocess.run(
        [sys.executable, "-c", EXECUTE, NOTEBOOK.name],
        cwd=tmp_path / "docs",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    cells = json.loads(done.stdout)["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    assert not [output for output in outputs if output["output_type"] == "error"]
    kinds = {kind for output in outputs for kind in output.get("data", {})}
    assert "text/html" in kinds
    (plotted,) = (cell["outputs"] for cell in cells if "ds.icos.plot(" in "".join(cell["source"]))
    assert "image/png" in plotted[0]["data"], "flags and gaps are seen"
    assert outputs[-1]["text"] == ["rejected before, accepted now\n"]
    assert sorted(path.name for path in (tmp_path / "docs").iterdir()) == [NOTEBOOK.name]
