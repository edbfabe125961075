"""Which writer a target takes, and how a file comes to stand there whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from icos_ingest.errors import OptionError, SourceError

if TYPE_CHECKING:
    import xarray as xr

SUFFIXES: Mapping[str, str] = {
    ".nc": "icos_ingest.export.netcdf",
    ".zarr": "icos_ingest.export.zarr_store",
    ".parquet": "icos_ingest.export.parquet",
    ".csv": "icos_ingest.export.portal_csv",
}
"""The module that writes each kind of target; each has `save(dataset, path)`."""


def write(dataset: xr.Dataset, target: str | os.PathLike[str]) -> Path:
    """Write a dataset; an older file of that name is replaced in the end, by the whole new one.

    Args:
        dataset: in the documented model; not changed.
        target: ends in one of `SUFFIXES`.

    Returns:
        The path that was written.

    Raises:
        OptionError: the target has another ending, or is a store that is there already.
        SourceError: it cannot be written.
    """
    path = Path(target)
    module = SUFFIXES.get(path.suffix.lower())
    if module is None:
        raise OptionError(
            f"the target {path.name!r} has an ending that is not known", expected=", ".join(SUFFIXES)
        )
    save: Callable[[xr.Dataset, Path], None] = import_module(module).save
    with whole(path) as draft:
        save(dataset, draft)
    return path


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A draft beside the target, which takes its place at the end; nothing changes after a failure.

    Nor does it where the draft was removed again.

    Raises:
        OptionError: the target is a store that is there already.
        SourceError: it cannot be written.
    """
    if path.is_dir():
        raise OptionError(f"{path.name!r} is there already", hint="remove it, or name another target")
    try:
        with tempfile.TemporaryDirectory(prefix=".icos-ingest-", dir=path.parent) as folder:
            draft = Path(folder) / path.name
            yield draft
            if draft.is_dir():
                shutil.move(draft, path)
            elif draft.exists():
                draft.replace(path)
    except OSError as error:
        raise SourceError(f"it cannot be written ({error.strerror or error})", source=str(path)) from error
