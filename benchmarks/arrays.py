"""How fast large files of arrays are judged, beside their own library, which reads and computes nothing.

python benchmarks/arrays.py [MEGABYTES] [ROUNDS] [--kind KIND] [--quick]
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from measure import in_turn, ours, python, table_row

LATITUDES, LONGITUDES = 361, 720
READ_NETCDF = """
import netCDF4
with netCDF4.Dataset({path!r}) as data:
    data.set_auto_maskandscale(False)
    for variable in data.variables.values():
        step = max(1, 64_000_000 // max(1, variable[:1].nbytes)) if variable.ndim else 1
        for start in range(0, variable.shape[0] if variable.ndim else 1, step):
            variable[start:start + step] if variable.ndim else variable[...]
"""
READ_TIFF = """
import rasterio
with rasterio.open({path!r}) as data:
    for band in data.indexes:
        for _, window in data.block_windows(band):
            data.read(band, window=window)
"""
TILE = 512
HEADER = (
    "file", "MB of values", "what", "seconds", "of the processor", "memory, MB",
    "share of the library's speed",
)  # fmt: skip
PICTURE = "import icos_ingest as i; i.validate({path!r}, overview=True)"


@dataclass(frozen=True)
class Kind:
    """One kind of file.

    Attributes:
        suffix: of the file's name.
        write: makes a file of so many bytes of values.
        read: a program that reads all values of `{path}` with the format's own library, window by window.
    """

    suffix: str
    write: Callable[[Path, int], None]
    read: str


def classic(path: Path, size: int) -> None:
    """Hourly fluxes on a grid, in classic netCDF (64-bit data)."""
    _netcdf(path, size, "NETCDF3_64BIT_DATA")


def compressed(path: Path, size: int) -> None:
    """The same in netCDF-4: one map a chunk, compressed with deflate after a shuffle."""
    _netcdf(
        path, size, "NETCDF4", zlib=True, complevel=4, shuffle=True, chunksizes=(1, LATITUDES, LONGITUDES)
    )


def plain(path: Path, size: int) -> None:
    """The same in netCDF-4, neither compressed nor in chunks."""
    _netcdf(path, size, "NETCDF4")


def tiles(path: Path, size: int) -> None:
    """A map of one band with gaps as a GeoTIFF: tiles, compressed with deflate."""
    _raster(path, size, compress="deflate", tiled=True, blockxsize=TILE, blockysize=TILE)


def strips(path: Path, size: int) -> None:
    """The same in strips of one row, not compressed."""
    _raster(path, size)


KINDS = {
    "netCDF classic": Kind(".nc", classic, READ_NETCDF),
    "netCDF-4 compressed": Kind(".nc", compressed, READ_NETCDF),
    "netCDF-4 plain": Kind(".nc", plain, READ_NETCDF),
    "GeoTIFF compressed": Kind(".tif", tiles, READ_TIFF),
    "GeoTIFF plain": Kind(".tif", strips, READ_TIFF),
}


def main() -> None:
    """A table as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("megabytes", type=float, nargs="?", default=500)
    parser.add_argument("rounds", type=int, nargs="?", default=3)
    parser.add_argument("--kind", choices=list(KINDS), help="one kind of file, not all")
    parser.add_argument("--quick", action="store_true", help="small files, one round")
    args = parser.parse_args()
    size, rounds = (2, 1) if args.quick else (args.megabytes, args.rounds)
    print(table_row(*HEADER))
    print(table_row(*["---"] * len(HEADER)))
    for name in [args.kind] if args.kind else KINDS:
        for line in table(name, KINDS[name], size, rounds):
            print(line, flush=True)


def table(name: str, kind: Kind, megabytes: float, rounds: int) -> Iterator[str]:
    """Lines of one kind of file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"made{kind.suffix}"
        kind.write(path, int(megabytes * 1e6))
        runs = {
            "library": python(kind.read.format(path=str(path))),
            "validate": ours("validate", str(path)),
            "validate, with the picture": python(PICTURE.format(path=str(path))),
        }
        taken = in_turn(runs, rounds)
        library = taken["library"].seconds
        for what, one in taken.items():
            share = f"{library / one.seconds:.0%}"
            figures = (f"{one.seconds:.2f}", f"{one.processor:.2f}", f"{one.megabytes:.0f}")
            yield table_row(name, f"{megabytes:g}", what, *figures, share)


def _netcdf(path: Path, size: int, form: Any, **packing: Any) -> None:
    import netCDF4

    steps = max(2, size // (4 * LATITUDES * LONGITUDES))
    rng = np.random.default_rng(1)
    with netCDF4.Dataset(path, "w", format=form) as data:
        data.Conventions = "CF-1.11"
        sizes = {"time": steps, "lat": LATITUDES, "lon": LONGITUDES}
        units = {"time": "hours since 2020-01-01", "lat": "degrees_north", "lon": "degrees_east"}
        ends = {"time": (0, steps - 1), "lat": (-90, 90), "lon": (0, 359.5)}
        for name, length in sizes.items():
            data.createDimension(name, length)
            axis = data.createVariable(name, "f8", (name,))
            axis.units = units[name]
            axis[:] = np.linspace(*ends[name], length)
        flux = data.createVariable("flux", "f4", tuple(sizes), fill_value=-9999, **packing)
        flux.units = "mol m-2 s-1"
        season = np.round(rng.normal(0, 1e-6, (LATITUDES, LONGITUDES)), 8).astype("f4")
        for step in range(steps):
            flux[step] = np.where(season > 2e-6, -9999, season * np.float32(np.sin(step / 24)))


def _raster(path: Path, size: int, **storing: Any) -> None:
    import rasterio
    from rasterio.transform import from_origin
    from rasterio.windows import Window

    side = max(1, round((size / 4) ** 0.5 / TILE)) * TILE
    rng = np.random.default_rng(1)
    shape = {"height": side, "width": side, "count": 1, "dtype": "float32", "nodata": -9999}
    place = {"crs": "EPSG:3035", "transform": from_origin(4e6, 3e6, 10, 10)}
    with rasterio.open(path, "w", driver="GTiff", **shape, **place, **storing) as data:
        for top in range(0, side, TILE):
            slope = np.arange(side) / 97 + np.arange(top, top + TILE)[:, None] / 31
            values = (slope + rng.normal(0, 0.5, slope.shape)).round(1).astype("f4")
            values[rng.random(values.shape) < 0.01] = -9999
            data.write(values, 1, window=Window(0, top, side, TILE))


if __name__ == "__main__":
    main()
