"""Open whatever the user gave and write it in another form."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path
from typing import Unpack

from icos_ingest import detect
from icos_ingest.content import Content
from icos_ingest.errors import OptionError, ReadError
from icos_ingest.export import ServedCsv, whole, write
from icos_ingest.model import Options, Source
from icos_ingest.pipeline.fitting import TEXT, Fitting
from icos_ingest.pipeline.opening import again, locate, open_dataset
from icos_ingest.pipeline.portal import as_uploaded
from icos_ingest.pipeline.said import Given, Said, options_of, spec_of
from icos_ingest.portal import columns_of, read_as_portal
from icos_ingest.schema import Spec

MORE_THAN_ANY = 1 << 62
"""Rows."""


def convert(
    source: Given,
    target: str | os.PathLike[str],
    *,
    spec: str | Spec | None = None,
    options: Options | None = None,
    **said: Unpack[Said],
) -> Path:
    """Open a file and write it as .nc, .zarr, .parquet or .csv, whole or not at all.

    Where the portal would accept a text table, the .csv is what the portal serves of it, byte for byte: its
    columns in its order, stamps in UTC by `utc_offset`, 0 if it is not given. The number of rows, which only
    the upload metadata state, is then taken to be right, unless `nrows` says otherwise. Every other .csv is
    the dataset as a table.

    Takes and raises the same as `open_dataset`; the source is never changed.

    Args:
        source: what to open.
        target: ends in one of the four.
        spec: as for `open_dataset`.
        options: as for `open_dataset`.
        **said: as for `open_dataset`.

    Returns:
        The path that was written.
    """
    path = Path(target)
    if isinstance(source, str | os.PathLike) and path.exists() and path.samefile(source):
        raise OptionError("source and target are the same file", hint="name another target")
    chosen, wanted = options_of(options, said), spec_of(spec)
    with ExitStack() as stack:
        found = locate(source, chosen, stack)
        if path.suffix.lower() == ".csv":
            found = again(found, stack)  # to be read as the portal does, and then perhaps as a dataset
            if _served(found, path, wanted, chosen):
                return path
        with open_dataset(found, spec=wanted, options=chosen) as dataset:
            return write(dataset, path)


def _served(source: Source, target: Path, given: Spec | None, options: Options) -> bool:
    """Write what the portal serves; False, with nothing written, where it would serve nothing."""
    with ExitStack() as stack:
        spec = given
        if spec is None:
            spec = Fitting.of(None, detect.identify(source, options), source, options, stack).read_by
        if spec is None or spec.dataset is None or spec.format not in TEXT or options.reader:
            return False
        plain = Options(n_rows=options.n_rows, utc_offset=options.utc_offset or 0, limits=options.limits)
        try:
            content = as_uploaded(source, spec, plain, stack)
            with whole(target) as draft:
                accepted = _fold_into(draft, content, spec, plain)
                if not accepted:
                    draft.unlink()
            return accepted
        except ReadError:
            return False


def _fold_into(draft: Path, content: Content, spec: Spec, options: Options) -> bool:
    """Write the rows as they come; whether the portal accepts them is known at their end."""
    # Metadata overrule what a header says of the number of rows. Without them any number is right: told of
    # more rows than there can be, the judge finds too few at the very end, and what comes before is a fault.
    n_rows = MORE_THAN_ANY if options.n_rows is None else options.n_rows
    with draft.open("w", encoding="utf-8", newline="") as out:
        served = ServedCsv(columns_of(content), spec, out)
        first = read_as_portal(content, spec, n_rows, also=[served.feed]).first
    return first is None or (options.n_rows is None and first.kind == "fewer-rows")
