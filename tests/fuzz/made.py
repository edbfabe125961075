"""Small files of every binary format, by the libraries that everybody writes them with."""

from __future__ import annotations

import gzip
import io
import lzma
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import chdir
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from tests.fuzz.seeds import IMAGES

if TYPE_CHECKING:
    import h5py

VALUES = np.arange(24, dtype="f4").reshape(4, 6)
CLASSIC = ("NETCDF3_CLASSIC", "NETCDF3_64BIT_OFFSET", "NETCDF3_64BIT_DATA", "NETCDF4", "NETCDF4_CLASSIC")


def files() -> Iterator[tuple[str, bytes]]:
    """Each file's name and bytes."""
    with tempfile.TemporaryDirectory(prefix="fuzz-seeds-") as folder, chdir(folder):
        path = Path("seed")  # HDF4 writes the whole of it into the file
        for name, write in _written().items():
            try:
                write(path)
            except ImportError:
                continue  # an extra that is not installed
            yield name, path.read_bytes()
            path.unlink()
    yield from _images()
    yield from _packed()


def _written() -> dict[str, Callable[[Path], None]]:
    found: dict[str, Callable[[Path], None]] = {
        f"{form.lower()}.nc": lambda path, form=form: _netcdf(path, form)  # type: ignore[misc]
        for form in CLASSIC
    }
    found |= {"filters.h5": _hdf5, "newest.h5": lambda path: _hdf5(path, libver="latest")}
    found |= {"links.h5": _links, "records.h5": _records, "swath.hdf": _hdf4}
    tiled = {"tiled": True, "blockxsize": 16, "blockysize": 16}
    found |= {
        "tiled.tif": lambda path: _tiff(path, compress="deflate", **tiled),
        "lzw.tif": lambda path: _tiff(path, compress="lzw"),
        "big.tif": lambda path: _tiff(path, BIGTIFF="YES", **tiled),
        "jpeg.tif": lambda path: _tiff(path, dtype="uint8", compress="jpeg"),
        "cog.tif": lambda path: _tiff(path, driver="COG"),
    }
    return found


def _netcdf(path: Path, form: str) -> None:
    import netCDF4

    with netCDF4.Dataset(path, "w", format=form) as nc:
        nc.Conventions, nc.title = "CF-1.8", "invented"
        nc.createDimension("time", None)
        nc.createDimension("x", 6)
        time = nc.createVariable("time", "f8", ("time",))
        time.units, time.calendar, time.standard_name = "days since 2024-01-01", "standard", "time"
        time.bounds = "time_bnds"
        co2 = nc.createVariable("co2", "f4", ("time", "x"), fill_value=-999.0)
        co2.units, co2.scale_factor, co2.add_offset, co2.valid_min = "ppm", np.float32(0.5), 1.0, 0.0
        packed = nc.createVariable("flag", "i1", ("time",))
        packed.flag_values, packed.flag_meanings = np.array([0, 1], "i1"), "good bad"
        time[:] = np.arange(4.0)
        co2[:] = VALUES
        packed[:] = [0, 1, 0, 1]


def _hdf5(path: Path, libver: str = "earliest") -> None:
    import h5py

    with _untimed(path, libver) as h5:
        for name, words in {
            "deflate": {"compression": "gzip", "shuffle": True},
            "checked": {"fletcher32": True, "chunks": (2, 3)},
            "lzf": {"compression": "lzf"},
            "scaled": {"scaleoffset": 2, "chunks": (4, 3)},
            "grown": {"maxshape": (None, 6), "chunks": (1, 6)},
            "plain": {},
        }.items():
            h5.create_dataset(name, data=VALUES, **words).attrs["units"] = "K"
        h5.attrs["title"], h5.attrs["list"] = "invented", np.arange(3)
        group = h5
        for name in "abc":
            group = h5py.Group(h5py.h5g.create(group.id, name.encode(), gcpl=_no_times("GROUP_CREATE")))
        group.attrs["words"] = ["one", "two"]


def _untimed(path: Path, libver: str) -> h5py.File:
    """A new file whose groups do not say when they were made, as those of some releases of h5py do."""
    import h5py

    access = h5py.h5p.create(h5py.h5p.FILE_ACCESS)
    access.set_libver_bounds(getattr(h5py.h5f, f"LIBVER_{libver.upper()}"), h5py.h5f.LIBVER_LATEST)
    how = _no_times("FILE_CREATE")
    return h5py.File(h5py.h5f.create(bytes(path), h5py.h5f.ACC_TRUNC, how, access))


def _no_times(kind: str) -> h5py.h5p.PropOCID:
    import h5py

    words = h5py.h5p.create(getattr(h5py.h5p, kind))
    words.set_obj_track_times(False)
    return words


def _links(path: Path) -> None:
    import h5py

    with h5py.File(path, "w") as h5:
        data = h5.create_dataset("data", data=VALUES)
        h5["soft"], h5["hard"] = h5py.SoftLink("/data"), data
        h5["outside"] = h5py.ExternalLink("other.h5", "/data")
        space, words = h5py.h5s.create_simple((4, 6)), _no_times("DATASET_CREATE")
        words.set_virtual(space, b"other.h5", b"data", space)
        h5py.h5d.create(h5.id, b"virtual", h5py.h5t.IEEE_F32LE, space, words)
        data.attrs["pointer"] = data.ref
        h5["loop"] = h5["/"]


def _records(path: Path) -> None:
    import h5py

    kind = np.dtype([("time", "i8"), ("co2", "f4"), ("name", "S8"), ("pair", "f8", (2,))])
    with h5py.File(path, "w") as h5:
        h5.create_dataset("table", data=np.zeros(8, kind), chunks=(4,), compression="gzip")
        h5.create_dataset("texts", data=["a", "bc", "µ"], dtype=h5py.string_dtype())
        h5.create_dataset("ragged", (3,), dtype=h5py.vlen_dtype("i4"))[0] = [1, 2, 3]
        h5.create_dataset("choice", data=[0, 1], dtype=h5py.enum_dtype({"good": 0, "bad": 1}, basetype="i1"))
        h5.create_dataset("complex", data=np.zeros(3, "c8"))
        h5.create_dataset("opaque", data=np.zeros(2, "V5"))
        h5.create_dataset("empty", data=h5py.Empty("f4"))
        h5.create_dataset("half", data=np.zeros(4, ">f2"))


def _hdf4(path: Path) -> None:
    from pyhdf.SD import SD, SDC

    sd = SD(str(path), SDC.WRITE | SDC.CREATE)
    data = sd.create("co2", SDC.FLOAT32, VALUES.shape)
    data.dim(0).setname("row")
    data.units = "ppm"
    data[:] = VALUES
    data.endaccess()
    sd.end()


def _tiff(path: Path, **words: object) -> None:
    import rasterio
    from rasterio import Affine

    profile = {"driver": "GTiff", "width": 40, "height": 32, "count": 2, "dtype": "int16", "crs": "EPSG:4326"}
    profile |= {"transform": Affine(0.1, 0, 12, 0, -0.1, 57)} | words
    if profile["dtype"] == "int16":
        profile["nodata"] = -9999
    with rasterio.open(path, "w", **profile) as raster:
        raster.write(np.arange(2 * 32 * 40).reshape(2, 32, 40).astype(profile["dtype"]))
        raster.update_tags(1, units="m")


def _images() -> Iterator[tuple[str, bytes]]:
    from PIL import Image

    image = Image.fromarray((np.arange(24 * 16 * 3) % 251).astype("u1").reshape(16, 24, 3))
    exif = Image.Exif()
    exif[0x0112], exif[0x0132] = 6, "2024:03:01 12:00:00"
    exif.get_ifd(0x8769)[0x9003] = "2024:03:01 12:00:00"
    exif.get_ifd(0x8825).update({1: "N", 2: (57.0, 5.0, 30.0), 3: "E", 4: (13.0, 25.0, 0.0)})
    for word in IMAGES:
        out = io.BytesIO()
        with_exif = {"exif": exif} if word in ("png", "jpg", "webp") else {}
        try:
            image.save(out, Image.registered_extensions()[f".{word}"], **with_exif)
        except (KeyError, OSError):
            continue  # this build of Pillow does not write it
        yield f"htm_2024_03_01_120000.{word}", out.getvalue()
    frames = io.BytesIO()
    image.save(frames, "GIF", save_all=True, append_images=[image.rotate(90), image.rotate(180)])
    yield "frames.gif", frames.getvalue()
    for mode in ("1", "L", "P", "I;16", "RGBA"):
        out = io.BytesIO()
        (Image.new("I;16", (9, 7), 500) if mode == "I;16" else image.convert(mode)).save(out, "PNG")
        yield f"mode_{mode.replace(';', '')}.png", out.getvalue()


def _packed() -> Iterator[tuple[str, bytes]]:
    rows = "TIMESTAMP,co2,flag\n" + "".join(f"2024-03-01T{i:02}:00:00Z,4{i:02}.5,O\n" for i in range(12))
    inner = zipped({"rows.csv": rows.encode(), "folder/note.txt": b"a note\n"})
    yield "stored.zip", zipped({"rows.csv": rows.encode()}, zipfile.ZIP_STORED)
    yield "lzma.zip", zipped({"rows.csv": rows.encode()}, zipfile.ZIP_LZMA)
    yield "nested.zip", zipped({"inner.zip": inner, "rows.csv": rows.encode()})
    yield "rows.csv.xz", lzma.compress(rows.encode())
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for name, data in {"rows.csv": rows.encode(), "inner.zip": inner}.items():
            tar.addfile(_entry(name, len(data)), io.BytesIO(data))
        link = _entry("link", 0)
        link.type, link.linkname = tarfile.SYMTYPE, "rows.csv"
        tar.addfile(link)
    yield "rows.tar.gz", gzip.compress(out.getvalue(), mtime=0)


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive whose bytes depend on nothing but its members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size = size
    return entry
