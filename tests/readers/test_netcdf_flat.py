"""Values of classic netCDF are those of the netCDF library, wherever the records put them."""

from __future__ import annotations

from pathlib import Path

import netCDF4
import numpy as np
import pytest

from icos_ingest.arraylib.flat import FlatFile
from icos_ingest.errors import CorruptFile, Truncated
from icos_ingest.model import Options, Source
from icos_ingest.readers import netcdf

KINDS = ["NETCDF3_CLASSIC", "NETCDF3_64BIT_OFFSET", "NETCDF3_64BIT_DATA"]
SHAPE = (12, 60, 100)


@pytest.fixture(params=KINDS)
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Records of two large variables and a small one, one behind the other, and a variable without records."""
    made = tmp_path / "a.nc"
    rng = np.random.default_rng(5)
    with netCDF4.Dataset(made, "w", format=request.param) as data:
        for name, length in zip(("time", "y", "x"), (None, *SHAPE[1:]), strict=True):
            data.createDimension(name, length)
        for name, kind in {"one": "f4", "two": "f8", "three": "i2"}.items():
            values = (rng.normal(size=SHAPE) * 100).astype(kind)
            data.createVariable(name, kind, ("time", "y", "x"))[:] = values
        data.createVariable("day", "i4", ("time",))[:] = np.arange(SHAPE[0])
        data.createVariable("odd", "i1", ("time", "x"))[:] = rng.integers(-9, 9, (SHAPE[0], SHAPE[2]))
        data.createVariable("fixed", "f4", ("y", "x"))[:] = rng.normal(size=SHAPE[1:])
    return made


def test_records_of_several_variables(path: Path) -> None:
    with netCDF4.Dataset(path) as data, netcdf.read(Source.of(path), Options(), None) as content:
        data.set_auto_maskandscale(False)
        for name, variable in data.variables.items():
            array = content.arrays()[f"/{name}"]
            pieces = [window for limit in (1_000, 30_000, 200_000) for window in array.windows(limit)]
            odd = [tuple(slice(n // 3, n, step) for n in array.shape) for step in (1, 2, 5)]
            for window in [*pieces, *odd, tuple(slice(1, 1) for _ in array.shape)]:
                values = array.read(window)
                assert values.dtype == variable.dtype.newbyteorder("=")
                np.testing.assert_array_equal(values, variable[window])


def test_runs_are_read_and_what_lies_scattered_is_not(tmp_path: Path) -> None:
    values = np.arange(60_000, dtype=">i4").reshape(3, 4, 5000)
    (tmp_path / "a").write_bytes(bytes(7) + values.tobytes())
    file = FlatFile(tmp_path / "a")
    steps = values.strides
    found = file.values(7, values.shape, steps, values.dtype)
    np.testing.assert_array_equal(found, values)
    found = file.values(7 + steps[1], (3, 1, 5000), (steps[0], 1, steps[2]), values.dtype)
    np.testing.assert_array_equal(found, values[:, 1:2])
    found = file.values(7, (2, 2, 5000), (2 * steps[0], 3 * steps[1], steps[2]), values.dtype)
    np.testing.assert_array_equal(found, values[::2, ::3])
    assert file.values(7, (3, 4, 2500), (steps[0], steps[1], 2 * steps[2]), values.dtype) is None
    assert file.values(7, (3, 4, 100), steps, values.dtype) is None
    np.testing.assert_array_equal(file.values(7 + 8, (), (), values.dtype), values[0, 0, 2])
    file.close()


@pytest.mark.parametrize("without", [False, True], ids=["preadv", "seek"])
def test_the_end_of_the_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, without: bool) -> None:
    if without:
        monkeypatch.delattr("os.preadv")
    (tmp_path / "a").write_bytes(bytes(100_000))
    file = FlatFile(tmp_path / "a")
    found = file.values(4, (12_499,), (8,), np.dtype("f8"))
    assert found is not None
    assert not found.any()
    with pytest.raises(Truncated, match="the file ends at byte 100,000"):
        file.values(4, (12_500,), (8,), np.dtype("f8"))
    file.close()


def test_what_the_system_cannot_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> int:
        raise OSError(5, "Input/output error")

    (tmp_path / "a").write_bytes(bytes(100_000))
    file = FlatFile(tmp_path / "a")
    monkeypatch.setattr("os.preadv", broken)
    with pytest.raises(CorruptFile, match="cannot be read at byte 8"):
        file.values(8, (5,), (8,), np.dtype("f8"))
    file.close()
