"""What travels with the package: its specifications and its version."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from icos_ingest.errors import SchemaFileError


@cache
def schemas_root() -> Path:
    """Return the folder of the specifications.

    A wheel carries a copy inside the package; an editable install uses the checkout's own folder, so that
    an edited specification counts at once.

    Raises:
        SchemaFileError: neither is there, so the installation is broken.
    """
    package = Path(__file__).resolve().parent
    packaged = package / "_schemas"
    if packaged.is_dir():
        return packaged
    checkout = package.parents[1]
    if (checkout / "pyproject.toml").is_file() and (checkout / "schemas").is_dir():
        return checkout / "schemas"
    raise SchemaFileError(
        "the folder of specifications is missing from the installation",
        expected=f"{packaged}, or schemas/ beside pyproject.toml in a checkout",
        hint="install icos-ingest anew",
    )


@cache
def version() -> str:
    """Return the installed version of icos-ingest."""
    from importlib.metadata import version as of

    return of("icos-ingest")
