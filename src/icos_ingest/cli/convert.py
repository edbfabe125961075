"""Write a file anew as .nc, .zarr, .parquet or .csv (the portal's plain CSV)."""

from __future__ import annotations

import argparse

from icos_ingest.cli.options import add_reading, keywords, specification
from icos_ingest.cli.output import say
from icos_ingest.cli.sources import one_source
from icos_ingest.render.clean import clean


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument(
        "file", metavar="FILE", help="a file, URL, archive.zip!member, or - for standard input"
    )
    parser.add_argument(
        "out", metavar="OUT", help="what to write, whole or not at all; the suffix says which format"
    )
    add_reading(parser)


def run(args: argparse.Namespace) -> int:
    """Convert one file."""
    from icos_ingest.pipeline import convert

    written = convert(one_source(args.file), args.out, spec=specification(args), **keywords(args))
    say(f"written: {clean(written)}")
    return 0
