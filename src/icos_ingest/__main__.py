"""`python -m icos_ingest` is `icos-ingest`."""

import sys


def begin() -> int:
    """Run the command in a process of its own; gives its exit code."""
    from icos_ingest.launch import launch

    launch()
    from icos_ingest.cli import main

    return main()


if __name__ == "__main__":
    sys.exit(begin())
