"""Write a long file, and what was spoilt in it.

python benchmarks/generate.py SPEC MEGABYTES [--spoilt N | --every-row] [--truth FILE] > FILE
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from kinds import KINDS
from series import series


def main() -> None:
    """To standard output, in a stream; the truth as JSON: how many cells are spoilt, and which."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("spec", choices=list(KINDS))
    parser.add_argument("megabytes", type=float)
    parser.add_argument("--spoilt", type=int, default=0, help="cells, each in a row of its own")
    parser.add_argument("--every-row", action="store_true", help="whole columns of spoilt cells")
    parser.add_argument("--truth", type=Path, help="where to write the places of the spoilt cells")
    args = parser.parse_args()
    made = series(KINDS[args.spec], int(args.megabytes * 1e6), spoilt=args.spoilt, every_row=args.every_row)
    if args.truth:
        truth = {
            "rows": made.rows,
            "cells": made.truth,
            "columns": made.columns,
            "places": [asdict(cell) for cell in made.spoilt],
        }
        args.truth.write_text(json.dumps(truth, indent=0), encoding="utf-8")
    sys.stdout.buffer.writelines(made.chunks())


if __name__ == "__main__":
    main()
