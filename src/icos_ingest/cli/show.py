"""Open a file and print the dataset."""

from __future__ import annotations

import argparse

from icos_ingest.cli.options import add_reading, keywords, specification
from icos_ingest.cli.output import say
from icos_ingest.cli.sources import one_source
from icos_ingest.render.clean import clean_lines


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument(
        "file", metavar="FILE", help="a file, URL, archive.zip!member, or - for standard input"
    )
    add_reading(parser)


def run(args: argparse.Namespace) -> int:
    """Print the dataset as xarray shows it; titles and attributes come from the file, so they are cleaned."""
    from icos_ingest.pipeline import open_dataset

    with open_dataset(one_source(args.file), spec=specification(args), **keywords(args)) as dataset:
        say(clean_lines(repr(dataset)))
    return 0
