"""Write the table of recall into the docs: `python -m tests.recall`."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.recall.harness import by_plant, count, sized

PAGE = Path(__file__).parents[2] / "docs" / "recall.md"
HEAD = """# Recall

Each fault below is planted, at a size fixed apart from its rule (`tests/recall/sizes/`), into valid files on
which the rule is silent: real files of other people where they offer a place, else files made by code
(`tests/recall/generated.py`). Planted is the number of files; found, in how many of them the rule names the
fault at its line and column. The tests demand 95 % of an error, 80 % of a warning or a note.
`python -m tests.recall` counts again and writes this page.

| rule | severity | fault | planted | found |
|---|---|---|---|---|
"""


def main() -> None:
    """Count every plant, show what was missed, write the page."""
    rows = []
    for rule, plant in sorted(by_plant()):
        if rule in sized():
            counted = count(rule, plant)
            rows.append(counted.row)
            sys.stdout.write(f"{counted.row}  {' '.join(counted.missed)}\n")
    PAGE.write_text(HEAD + "\n".join(sorted(rows)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
