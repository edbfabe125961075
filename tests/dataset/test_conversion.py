"""Variables come in the units that are asked for."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from icos_ingest.errors import OptionError
from icos_ingest.pipeline import open_dataset


def test_an_obspack_mole_fraction_comes_in_ppm_with_one_call(real_data: Path) -> None:
    path = real_data / "other-timeseries/co2_ssl_tower-insitu_23_allvalid-12magl_small.nc"
    with open_dataset(path) as plain, open_dataset(path, units={"value": "umol mol-1"}) as ppm:
        assert plain["value"].attrs["units"] in ("mol mol-1", "mol mol-1 ")
        assert ppm["value"].attrs["units"] == "umol mol-1"
        assert ppm["value"].dtype == plain["value"].dtype
        np.testing.assert_allclose(ppm["value"], plain["value"] * 1e6, rtol=1e-6)
        assert float(ppm["value"][0]) == pytest.approx(384.392)


def test_temperatures_have_an_offset(sample_data: Path) -> None:
    path = sample_data / "good/logger.csv"
    with open_dataset(path) as celsius, open_dataset(path, units={"temperature": "K"}) as kelvin:
        np.testing.assert_allclose(kelvin.temperature, celsius.temperature + 273.15)


@pytest.mark.parametrize("wanted", [{"nothing": "K"}, {"temperature": "kg"}, {"temperature": "bananas"}])
def test_what_cannot_be_converted_is_said(sample_data: Path, wanted: dict[str, str]) -> None:
    with pytest.raises(OptionError):
        open_dataset(sample_data / "good/logger.csv", units=wanted)
