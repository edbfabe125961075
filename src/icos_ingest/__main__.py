"""`python -m icos_ingest` is `icos-ingest`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


def begin() -> NoReturn:
    """Run the command in a process of its own, and end it with the command's exit code."""
    from icos_ingest.launch import launch, leave

    launch()
    from icos_ingest.cli import main

    leave(main())


if __name__ == "__main__":
    begin()
