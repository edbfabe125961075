"""Which formats can be opened, and which plug-ins are broken."""

from __future__ import annotations

import argparse
import textwrap

from icos_ingest.cli.output import say
from icos_ingest.render.clean import clean, clean_lines

WIDTH = 80


def arguments(parser: argparse.ArgumentParser) -> None:
    """The command has no options."""


def run(_: argparse.Namespace) -> int:
    """Print every reader with its formats; a plug-in that cannot be loaded is shown with its cause."""
    from icos_ingest.registry import broken, readers

    lines = []
    for reader in readers().values():
        formats = textwrap.fill(
            ", ".join(reader.formats),
            WIDTH,
            initial_indent="    ",
            subsequent_indent="    ",
            break_on_hyphens=False,
        )
        lines += [f"{clean(reader.name)}: {clean(reader.title)}", clean_lines(formats)]
    if broken():
        lines += ["", "broken, and not used:"]
        lines += [f"  {clean(name)}: {clean(cause)}" for name, cause in broken().items()]
    say("\n".join(lines))
    return 0
