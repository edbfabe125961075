"""Write a file anew as .nc, .zarr, .parquet or .csv (the portal's plain CSV)."""

from __future__ import annotations

import argparse

from icos_ingest.cli.config import Configuration, add_settings
from icos_ingest.cli.options import add_reading
from icos_ingest.cli.output import say
from icos_ingest.cli.sources import one_source
from icos_ingest.cli.validate import arguments as keys
from icos_ingest.render.clean import clean


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument(
        "file", metavar="FILE", help="a file, URL, archive.zip!member, or - for standard input"
    )
    parser.add_argument(
        "out", metavar="OUT", help="what to write, whole or not at all; the suffix says which format"
    )
    add_settings(parser)
    add_reading(parser)


def run(args: argparse.Namespace) -> int:
    """Convert one file."""
    from icos_ingest.pipeline import convert

    source = one_source(args.file)
    written = convert(source, args.out, **Configuration(args, keys).of(source).reading)
    say(f"written: {clean(written)}")
    return 0
