"""The variables of a classic netCDF file, from its own header.

A file that was cut off still gives what it holds: as many whole records as there are, and every window that
lies before its end.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
from msgspec.structs import replace

from icos_ingest.arraylib.classic import Header, Variable, read_header
from icos_ingest.arraylib.flat import FlatFile
from icos_ingest.arraylib.windows import Reader as WindowReader
from icos_ingest.arraylib.windows import Window, bounded, bytes_of, native
from icos_ingest.content import Array, Content, Facts, Values
from icos_ingest.errors import IcosIngestError, LimitExceeded, Truncated
from icos_ingest.model import Fault, Limits, Options, Place, Source

_LARGEST = {1: (1 << 31) - 4, 2: (1 << 32) - 4}
_LARGE = 1_000_000
_WHOLE = "a file that was copied to its end"


class ClassicContent(Content):
    """The variables of a classic file; values are mapped, not loaded."""

    def __init__(self, source: Source, options: Options, format_: str) -> None:
        self._stack = ExitStack()
        try:
            path = self._stack.enter_context(source.local_path(".nc", options.limits.spool))
            data = _mapped(path, self._stack)
            file = FlatFile(path)
            self._stack.callback(file.close)
            header = read_header(data, options.limits.variables)
        except IcosIngestError as error:
            self._stack.close()
            error.source = source.name
            raise
        except BaseException:
            self._stack.close()
            raise
        layout = _Layout(header, data, file, options.limits)
        self._arrays = {array.path: array for array in layout.arrays()}
        self.facts = Facts(format_, attributes=header.attrs, faults=tuple(layout.faults))

    def arrays(self) -> dict[str, Array]:
        return self._arrays

    def close(self) -> None:
        self._stack.close()


def _mapped(path: Path, stack: ExitStack) -> mmap.mmap:
    stream = stack.enter_context(path.open("rb"))
    # Windows are copied out of the map, so that nothing points into it when it is closed.
    return stack.enter_context(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))


class _Layout:
    """Where the values of each variable lie, and whether the file holds them."""

    def __init__(self, header: Header, data: mmap.mmap, file: FlatFile, limits: Limits) -> None:
        self._header = header
        self._data = data
        self._file = file
        self._limits = limits
        self.faults = list(header.faults)
        self._records = self._whole_records()

    def arrays(self) -> Iterator[Array]:
        self._check_sizes()
        seen: set[str] = set()
        for variable in self._header.variables:
            if variable.name in seen:
                self._fault("damaged", variable, "one variable of each name", "the name is declared twice")
            elif self._placed(variable):
                seen.add(variable.name)
                yield self._array(variable)

    def _array(self, variable: Variable) -> Array:
        header = self._header
        record = header.is_record(variable)
        shape = header.fixed_shape(variable)
        shape = (self._records, *shape) if record else shape
        name, dtype = variable.name, native(variable.dtype)
        fetch = _fetcher(self._data, self._file, variable, shape, header.record_bytes if record else None)
        return Array(
            path=f"/{name}",
            dims=tuple(header.dims[i][0] for i in variable.dims),
            shape=shape,
            dtype=dtype,
            attrs=variable.attrs,
            read=bounded(name, shape, dtype.itemsize, self._limits.array, fetch),
        )

    def _placed(self, variable: Variable) -> bool:
        """Whether the values can lie where the header says, at least some of them."""
        end = len(self._data)
        size = self._header.fixed_bytes(variable)
        if size and variable.begin < self._header.end:
            self._fault(
                "damaged", variable, "values after the header", f"they begin at byte {variable.begin:,}"
            )
            return False
        if self._header.is_record(variable) or variable.begin + size <= end:
            return True
        missing = variable.begin + size - max(end, variable.begin)
        self._fault("truncated", variable, _WHOLE, f"{missing:,} of its {size:,} bytes are missing")
        return variable.begin < end and size <= self._limits.unpacked

    def _check_sizes(self) -> None:
        """Only the last variable of its sort may be larger than offsets can tell (CDF-1 and CDF-2)."""
        largest = _LARGEST.get(self._header.version)
        if largest is None:
            return
        for record in (False, True):
            sort = [v for v in self._header.variables if self._header.is_record(v) is record]
            for variable in sort[:-1]:
                size = self._header.fixed_bytes(variable)
                if size > largest:
                    expected = f"at most {largest:,} bytes, except for the last variable"
                    self._fault("damaged", variable, expected, f"it claims {size:,} bytes")

    def _whole_records(self) -> int:
        """How many records the file holds to their end; a claim of more is a fault."""
        header = self._header
        growing = [v for v in header.variables if header.is_record(v)]
        step = header.record_bytes
        if not growing or not step:
            return header.records or 0
        held = min(
            (len(self._data) - v.begin - header.fixed_bytes(v)) // step + 1
            if v.begin < len(self._data)
            else 0
            for v in growing
        )
        held = max(held, 0)
        if header.records is None:
            return held
        if held < header.records:
            lacking = replace(growing[-1], name=self._record_dimension())
            detail = f"the file holds {held:,} whole records of the {header.records:,} that it claims"
            self._fault("truncated", lacking, _WHOLE, detail)
        return min(held, header.records)

    def _record_dimension(self) -> str:
        return next(name for name, length in self._header.dims if length == 0)

    def _fault(self, kind: str, variable: Variable, expected: str, detail: str) -> None:
        place = Place(field=variable.name, offset=min(variable.begin, len(self._data)))
        self.faults.append(Fault(kind, place, expected=expected, detail=detail))


def _fetcher(
    data: mmap.mmap, file: FlatFile, variable: Variable, shape: tuple[int, ...], record: int | None
) -> WindowReader:
    """The function that reads windows; `record` is the distance of records, None for a fixed variable."""
    dtype = variable.dtype
    strides = tuple(bytes_of(shape[axis + 1 :], dtype.itemsize) for axis in range(len(shape)))
    if record is not None:
        strides = (record, *strides[1:])

    def fetch(window: Window) -> Values:
        lengths = [len(range(p.start, p.stop, p.step)) for p in window]
        if 0 in lengths:
            return np.empty(lengths, native(dtype))
        steps = [p.step * stride for p, stride in zip(window, strides, strict=True)]
        first = variable.begin + sum(p.start * stride for p, stride in zip(window, strides, strict=True))
        last = first + sum((n - 1) * step for n, step in zip(lengths, steps, strict=True)) + dtype.itemsize
        if last > len(data):
            raise Truncated(
                f"the values of '{variable.name}' go on to byte {last:,}, but the file ends at {len(data):,}",
                hint="it was cut off; copy it again from where it was written",
            )
        if last - first > np.iinfo(np.intp).max:
            raise LimitExceeded(f"'{variable.name}' claims more bytes than can be addressed")
        read = file.values(first, lengths, steps, dtype)
        if read is not None:
            return read.astype(native(dtype), copy=False)
        view: Any = np.ndarray(lengths, dtype, data, first, steps)
        values = np.array(view, native(dtype))
        _forget(data, first, last)
        return values

    return fetch


def _forget(data: mmap.mmap, first: int, last: int) -> None:
    """Give back the pages of a large window, which were copied; else the whole file would stay in memory."""
    if last - first > _LARGE and hasattr(data, "madvise"):
        start = first // mmap.PAGESIZE * mmap.PAGESIZE
        data.madvise(mmap.MADV_DONTNEED, start, last - start)
