"""Every pixel of an image, once: where decoding stops, and what Pillow passes over."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from icos_ingest.arraylib.image_file import ImageFile
from icos_ingest.arraylib.jpeg import pixels_alone
from icos_ingest.arraylib.jpeg_rows import Stop, first_stop
from icos_ingest.arraylib.layout import FATAL
from icos_ingest.arraylib.pillow import ImageOversized
from icos_ingest.arraylib.png import png_header
from icos_ingest.arraylib.png_pixels import pixel_fault
from icos_ingest.errors import CorruptFile, ReadError
from icos_ingest.model import Fault, Place


def audit(file: ImageFile) -> Iterator[Fault]:
    """Faults of the pixels, each cause once; what stands behind them only where they are whole.

    Pixels that would cost too much are no fault: that is raised where they are asked for.
    """
    told = any(fault.kind in FATAL for fault in file.layout.faults)
    try:
        file.load()
    except CorruptFile as error:
        if not told:
            yield _located(file, error)
        return
    except ReadError:
        return
    if told:
        return
    lost = list(_passed_over(file))
    yield from lost
    yield from () if any(fault.kind in FATAL for fault in lost) else file.layout.after
    yield from _other_frames(file)


def _located(file: ImageFile, error: CorruptFile) -> Fault:
    """The fault that stands for an error of Pillow, with the scan line where it can be told."""
    found = _unfolded(file)
    if found is not None and found.kind in FATAL:
        return found
    if file.known == "jpeg" and (stop := first_stop(pixels_alone(file.path, file.beside))):
        return _at_row(file, stop, error.kind)
    return Fault(error.kind, Place(field="image"), detail=error.what)


def _unfolded(file: ImageFile) -> Fault | None:
    """What is wrong with the compressed pixels of a PNG."""
    if file.known != "png":
        return None
    with file.path.open("rb") as stream:
        header = png_header(stream)
        return pixel_fault(stream, header, file.chunks) if header else None


def _at_row(file: ImageFile, stop: Stop, kind: str) -> Fault:
    # Where a file has no mark of its end, it was cut off there.
    ends = [fault.place.offset for fault in file.layout.after if fault.kind == "image-unended"]
    place = Place(offset=ends[0] if ends else None, field="image", index=(stop.row,))
    where = f" in scan line {stop.row + 1:,} of {file.image.height:,}"
    if file.image.info.get("progressive"):
        # Each of several scans goes over the whole picture.
        place, where = replace(place, index=None), ""
    return Fault(kind, place, detail=f"the pixels go wrong{where} (libjpeg: {stop.said})")


def _passed_over(file: ImageFile) -> Iterator[Fault]:
    # Pillow stops at the last pixel, and a checksum may stand behind it.
    if (found := _unfolded(file)) is not None:
        yield found
    if file.known == "jpeg" and (stop := first_stop(pixels_alone(file.path, file.beside))):
        fault = _at_row(file, stop, "image-damaged")
        yield fault if stop.lost else Fault("image-irregular", fault.place, detail=fault.detail)
    palette = next((chunk for chunk in file.chunks if chunk.name == b"PLTE"), None)
    if palette and file.image.mode == "P":
        last = file.image.getextrema()[1]
        colours = palette.length // 3
        if isinstance(last, int | float) and last >= colours:
            detail = f"colour {last:g} is used, and the palette ends with colour {colours - 1}"
            yield Fault("image-palette", Place(offset=palette.at, field="PLTE"), detail=detail)


def _other_frames(file: ImageFile) -> Iterator[Fault]:
    pixels = file.frames * file.image.width * file.image.height
    if pixels > file.limits.pixels:
        detail = f"all frames have {pixels:,} pixels, the limit is {file.limits.pixels:,}"
        yield Fault("limit", Place(field="image"), detail=detail)
        return
    number = 1
    try:
        with file.guarded(), file.view() as other:
            for number in range(1, file.frames):
                other.seek(number)
                other.load()
    except CorruptFile as error:
        place, detail = Place(field=f"frame {number + 1}"), error.what
        if isinstance(error, ImageOversized):
            yield Fault(error.kind, place, detail=detail)
        else:
            yield Fault("image-frame", place, detail=detail)
