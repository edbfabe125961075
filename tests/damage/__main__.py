"""Print which damage to which format is found: `python -m tests.damage --seeds FOLDER`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.damage.counting import count, shown
from tests.fuzz.seeds import seeds


def main(argv: list[str] | None = None) -> None:
    """Harm, judge, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.damage", description=__doc__)
    parser.add_argument("--seeds", type=Path, help="a folder of further good files")
    parser.add_argument("--format", nargs="+", default=[], help="kinds or names of the files to harm")
    parser.add_argument("--salt", type=int, default=0, help="other bits and blocks for another number")
    said = parser.parse_args(argv)
    sys.stdout.write(f"{shown(count(seeds(said.seeds, said.format), said.salt))}\n")


if __name__ == "__main__":
    main()
