"""Open a file and print the dataset, or draw it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from icos_ingest.cli.config import Configuration, add_settings
from icos_ingest.cli.options import add_reading
from icos_ingest.cli.output import check_target, say
from icos_ingest.cli.sources import one_source
from icos_ingest.cli.validate import arguments as keys
from icos_ingest.errors import OptionError
from icos_ingest.render.clean import clean, clean_lines

if TYPE_CHECKING:
    import xarray as xr

PICTURES = (".png", ".svg", ".pdf")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument(
        "file", metavar="FILE", help="a file, URL, archive.zip!member, or - for standard input"
    )
    parser.add_argument(
        "--plot",
        type=Path,
        metavar="FILE.png",
        help="draw values, flags and gaps into a .png, .svg or .pdf, whole or not at all",
    )
    add_settings(parser)
    add_reading(parser)


def run(args: argparse.Namespace) -> int:
    """Print the dataset as xarray shows it; titles and attributes come from the file, so they are cleaned."""
    from icos_ingest.pipeline import open_dataset

    if args.plot is not None:
        check_target(args.plot)
        if args.plot.suffix.lower() not in PICTURES:
            raise OptionError(
                f"{args.plot.name!r} has an ending that is not known", expected=", ".join(PICTURES)
            )
    source = one_source(args.file)
    with open_dataset(source, **Configuration(args, keys).of(source).reading) as dataset:
        if args.plot is None:
            say(clean_lines(repr(dataset)))
        else:
            _draw(dataset, args.plot)
    return 0


def _draw(dataset: xr.Dataset, target: Path) -> None:
    from icos_ingest.export import whole
    from icos_ingest.plot import figure

    drawn = figure(dataset)
    with whole(target) as draft:
        drawn.savefig(draft)
    say(f"written: {clean(target)}")
