"""Every benchmark, one after the other, with its usual sizes; an hour or two, and 12 GB of disk.

python benchmarks/all.py [--quick] > RESULTS.md
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from stages import NAMES

RUNS = (
    ("startup.py",),
    ("compare.py",),
    ("generic.py",),
    ("growth.py",),
    ("child.py",),
    ("arrays.py",),
    *(("stages.py", spec) for spec in NAMES),
    ("memory.py",),
)


def main() -> None:
    """A heading with the load of the machine and the tables of each, the dearest last."""
    for name, *words in RUNS:
        print(f"## {' '.join((name, *words))}, load {os.getloadavg()[0]:.1f}\n", flush=True)
        script = Path(__file__).with_name(name)
        subprocess.run([sys.executable, str(script), *words, *sys.argv[1:]], check=True)
        print(flush=True)


if __name__ == "__main__":
    main()
