"""Files that are legal enough to be opened, and hostile in everything that a file may choose."""

from __future__ import annotations

import io
import json
import struct
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from gzip import compress
from pathlib import Path

HTML = ['<script>alert("1")</script>', "<img src=x onerror=alert(1)>", "&lt;b&gt;", "</table></div>"]
TERMINAL = ["\x1b[2J\x1b[31mred", "\x1b]0;title\x07", "\x9b31m", "a\rb", "\u202egnirts", "\u200b", "\ufeff"]
NAMES = [
    *(
        "time",
        "time_bounds",
        "row",
        "kind",
        "__class__",
        "..",
        "/etc/passwd",
        "a/b",
        "[1] [2]",
        "{x}",
        "%s%n",
    ),
    *("0", "-", "", " ", "'; DROP TABLE a; --", "=1+1", "nan", "µ" * 300, "x" * 5000, "\U0001f4a9", "#REF!"),
]
HOSTILE = [*HTML, *TERMINAL, *NAMES]
MANY = 10_000
Case = tuple[str, bytes]
Table = tuple[list[str], list[list[str]]]


def text_cases(sample: bytes) -> Iterator[Case]:
    """A table of text with other titles, cells, columns and rows; its preamble stays."""
    lines = sample.decode("utf-8", "surrogateescape").splitlines()[:200]
    separator = max(";,\t ", key=lines[-1].count)
    first = next(i for i, line in enumerate(lines) if line.count(separator) == lines[-1].count(separator))
    head = lines[:first]
    titles, *rows = (line.split(separator) for line in lines[first : first + 6])
    safe = [name.replace(separator, "_") for name in HOSTILE]
    for name, (above, below) in _tables(titles, rows, safe):
        text = "\n".join([*head, *(separator.join(cells) for cells in [above, *below])])
        yield name, text.encode("utf-8", "surrogateescape") + b"\n"


def _tables(titles: list[str], rows: list[list[str]], hostile: list[str]) -> Iterator[tuple[str, Table]]:
    many = [f"c{i}" for i in range(MANY)]
    yield "hostile names beside", ([*titles, *hostile], [row + ["1"] * len(hostile) for row in rows])
    yield "hostile names only", ((hostile * len(titles))[: len(titles)], rows)
    yield "hostile cells", (titles, [(hostile[i:] * len(row))[: len(row)] for i, row in enumerate(rows)])
    yield "ten thousand columns", ([*titles, *many], [row + ["1"] * MANY for row in rows[:3]])
    yield "one column", (titles[:1], [row[:1] for row in rows])
    yield "no rows", (titles, [])
    yield "all cells bad", (titles, [["bad"] * len(row) for row in rows])
    yield "all cells blank", (titles, [[""] * len(row) for row in rows])


def xlsx_cases(_: bytes) -> Iterator[Case]:
    import re

    import openpyxl

    no_controls = [re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "?", name) for name in HOSTILE]
    rows = [[f"2024-03-01T{i:02}:00:00Z", "1.5"] for i in range(3)]
    for name, (titles, cells) in _tables(["time", "a"], rows, no_controls):
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet("a")
        for row in [titles, *cells]:
            sheet.append(["#REF!" if cell == "bad" else cell for cell in row])
        out = io.BytesIO()
        book.save(out)
        yield name, out.getvalue()


def netcdf_cases(_: bytes) -> Iterator[Case]:
    from netCDF4 import Dataset

    legal = [name for name in HOSTILE if "/" not in name and len(name) < 200 and name.isprintable()]
    legal = [name for name in legal if name[:1].isalnum() and name == name.strip()]
    for name, names in {"hostile names": legal, "one column": ["a"], "no columns": []}.items():
        for length in (0, 3):
            for kind in ("NETCDF3_CLASSIC", "NETCDF4"):
                dataset = Dataset("made", "w", format=kind, memory=1)
                dataset.createDimension("n", length)
                for one in names:
                    dataset.createVariable(one, "f8", ("n",)).setncattr("units", HTML[0] + TERMINAL[0])
                dataset.setncattr("title", "".join(HTML))
                yield f"{name}, {length} rows, {kind}", bytes(dataset.close())
    yield "ten thousand columns", classic([f"c{i:04}" for i in range(MANY)])


def classic(names: list[str]) -> bytes:
    """Classic netCDF of many variables of one number, which the library takes minutes to write."""

    def word(text: str) -> bytes:
        return struct.pack(f">i{-(-len(text) // 4) * 4}s", len(text), text.encode())

    dims = struct.pack(">ii", 10, 1) + word("n") + struct.pack(">i", 1)
    head = b"CDF\x01" + struct.pack(">i", 0) + dims + bytes(8) + struct.pack(">ii", 11, len(names))
    start = len(head) + sum(len(word(name)) + 28 for name in names)
    for i, name in enumerate(names):
        # One dimension, the first; no attributes; a double of 8 bytes, and where it stands.
        head += word(name) + struct.pack(">ii", 1, 0) + bytes(8) + struct.pack(">iii", 6, 8, start + 8 * i)
    return head + bytes(8 * len(names))


def hdf5_cases(_: bytes) -> Iterator[Case]:
    import h5py

    legal = sorted({name.replace("/", "_").replace("\x00", "") for name in HOSTILE} - {"", ".", ".."})
    for name, names in {
        "hostile names": legal,
        "ten thousand columns": [f"c{i}" for i in range(MANY)],
        "none": [],
    }.items():
        for rows in (0, 3) if len(names) < MANY else (3,):
            out = io.BytesIO()
            with h5py.File(out, "w") as file:
                for one in names:
                    file.create_dataset(one, data=[float("nan")] * rows).attrs["units"] = "".join(TERMINAL)
                file.attrs[HTML[0]] = HTML
            yield f"{name}, {rows} rows", out.getvalue()


def tiff_cases(_: bytes) -> Iterator[Case]:
    import numpy as np
    from rasterio.io import MemoryFile
    from rasterio.transform import from_origin

    for bands, width in ((1, 1), (len(HTML), 3), (1, MANY), (1000, 1)):
        with MemoryFile() as memory:
            shape = {"count": bands, "height": 2, "width": width, "dtype": "float32", "nodata": -1}
            place = {"crs": "EPSG:4326", "transform": from_origin(13, 56, 0.1, 0.1)}
            with memory.open(driver="GTiff", **shape, **place) as raster:
                raster.write(np.full((bands, 2, width), -1, "f4"))
                raster.update_tags(TIFFTAG_ARTIST=HTML[0], units=TERMINAL[0])
                for band, text in zip(range(1, bands + 1), HTML, strict=False):
                    raster.set_band_description(band, text)
            yield f"{bands} bands, {width} wide", memory.read()


def image_cases(_: bytes) -> Iterator[Case]:
    from PIL import Image, PngImagePlugin

    info = PngImagePlugin.PngInfo()
    for i, text in enumerate(HOSTILE):
        info.add_text(f"key{i}", text)
    info.add_text("Make", HTML[0])
    for size in ((1, 1), (MANY, 1)):
        out = io.BytesIO()
        Image.new("RGB", size).save(out, "PNG", pnginfo=info)
        yield f"{size[0]} wide", out.getvalue()
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = HTML[0], TERMINAL[0]
    Image.new("RGB", (2, 2)).save(out, "JPEG", exif=exif)
    yield "hostile exif", out.getvalue()


def _members(table: bytes) -> Iterator[tuple[str, dict[str, bytes]]]:
    long = [name[:200] for name in HOSTILE if name]
    yield "hostile names", {f"{name}.csv": table for name in dict.fromkeys(long)}
    yield "ten thousand members", {f"{i}.txt": b"" for i in range(MANY)}
    yield "one member", {"a.csv": b"time,a\n"}
    yield "no member", {}
    yield "bad members", {"a.nc": b"CDF\x01bad", "b.zip": b"PK\x03\x04bad", "c.csv": b"a,b\nbad\n"}


TABLE = ("a," + HTML[0] + "," + TERMINAL[0] + "\n1,2,3\n").encode()


def zip_cases(_: bytes) -> Iterator[Case]:
    for name, members in _members(TABLE):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as made:
            for member, data in members.items():
                made.writestr(member.replace("\x00", ""), data)
        yield name, out.getvalue()


def tar_cases(_: bytes) -> Iterator[Case]:
    for name, members in _members(TABLE):
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w") as made:
            for member, data in members.items():
                entry = tarfile.TarInfo(member)
                entry.size = len(data)
                made.addfile(entry, io.BytesIO(data))
        yield name, out.getvalue()


def gzip_cases(_: bytes) -> Iterator[Case]:
    yield from ((name, compress(data)) for name, data in text_cases(b"a,b,c\n1,2,3\n1,2,3\n"))
    yield "nothing", compress(b"")


def notebook_cases(_: bytes) -> Iterator[Case]:
    def notebook(cells: list[str], **more: object) -> bytes:
        made = [
            {"cell_type": "code", "id": f"c{i}", "source": text, "metadata": {}, "outputs": []} | more
            for i, text in enumerate(cells)
        ]
        language = {"language_info": {"name": HTML[0]}}
        head = {"nbformat": 4, "nbformat_minor": 5, "metadata": language}
        return json.dumps(head | {"cells": made}).encode()

    yield "hostile cells", notebook(HOSTILE, execution_count=None)
    yield "ten thousand cells", notebook(["a = 1"] * MANY, execution_count=None)
    yield "one cell", notebook(["a = 1"], execution_count=None)
    yield "no cells", notebook([])
    yield (
        "all cells bad",
        notebook(["def ("] * 5, execution_count=HTML[0], outputs=[{"output_type": TERMINAL[0]}]),
    )


def code_cases(_: bytes) -> Iterator[Case]:
    yield "hostile text", "\n".join(HOSTILE).encode()
    yield "ten thousand columns", b"x = " + b"1 + " * MANY + b"1\n"
    yield "ten thousand brackets", b"x = " + b"(" * MANY + b"\n"
    yield "one column", b"x\n" * 5
    yield "no rows", b"# nothing\n"
    yield "all bad", b"\xff\xfe = )(\n" * 5


def hdf4_cases(_: bytes) -> Iterator[Case]:
    yield "a signature", b"\x0e\x03\x13\x01"
    yield "hostile text", b"\x0e\x03\x13\x01" + "".join(HOSTILE).encode()


CASES: dict[str, Callable[[bytes], Iterator[Case]]] = {
    "compressed": gzip_cases,
    "hdf4": hdf4_cases,
    "hdf5": hdf5_cases,
    "image": image_cases,
    "julia_code": code_cases,
    "netcdf": netcdf_cases,
    "notebook": notebook_cases,
    "python_code": code_cases,
    "r_code": code_cases,
    "tar_archive": tar_cases,
    "tiff": tiff_cases,
    "xlsx": xlsx_cases,
    "zip_archive": zip_cases,
}
"""By reader; a reader that is not named reads tables of text, and its cases are made from its sample."""


def cases(reader: str, sample: Path | None) -> Iterator[Case]:
    """Names and bytes of the bad files for one reader."""
    return CASES.get(reader, text_cases)(sample.read_bytes() if sample else b"")
