"""What a checksum or a structure shows is found; what no one can see, such as a bit of a plain number, is not asked."""

from __future__ import annotations

import pytest
from tests.damage.counting import Table, count, shown
from tests.damage.harms import HARMS
from tests.fuzz.seeds import seeds

from icos_ingest.pipeline import validate

CUTS = tuple(harm for harm in HARMS if harm.startswith("cut"))
WHOLE = (
    "bzip2",
    "gzip",
    "hdf5",
    "xlsx",
    "xz",
    "zip",
    "bmp",
    "gif",
    "ico",
    "jp2",
    "jpg",
    "png",
    "ppm",
    "webp",
)
"""Formats of which any cut shows. Not so a tar, which is filled up, and classic netCDF, which is padded."""
SUMMED = ("bzip2", "xlsx", "xz", "png")
"""Formats with a checksum over nearly every byte."""
PACKED = (*SUMMED, "gzip", "zip")
"""Formats with a checksum over what they hold, but not over every byte of their headers."""

PLAIN = {"text", "code", "notebook", "jpg", "gif", "bmp", "ppm", "tar", "dds", "qoi", "sgi", "tga"}
"""Texts, and formats without a checksum, of whose plain pixels a few more or less may not show."""


@pytest.fixture(scope="module")
def table() -> Table:
    found = count(seeds())
    print(f"\n{shown(found)}")
    return found


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("kind", WHOLE)
def test_a_cut_file_is_an_error(table: Table, kind: str) -> None:
    assert {harm: table[kind, harm].missed for harm in CUTS} == {harm: [] for harm in CUTS}


@pytest.mark.slow
@pytest.mark.parametrize("kind", SUMMED)
def test_a_turned_bit_is_an_error_where_all_is_summed(table: Table, kind: str) -> None:
    assert table[kind, "bit turned"].missed == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", PACKED)
@pytest.mark.parametrize("harm", ["block of zeros", "blocks swapped", "head lost", "sent as text"])
def test_lost_and_changed_blocks_are_errors(table: Table, kind: str, harm: str) -> None:
    assert table[kind, harm].missed == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["gzip", "zip"])
def test_most_turned_bits_are_errors_where_the_content_is_summed(table: Table, kind: str) -> None:
    assert table[kind, "bit turned"].share >= 0.8


@pytest.mark.slow
@pytest.mark.parametrize("harm", ["head lost", "sent as text"])
def test_what_begins_otherwise_is_an_error_in_every_binary_format(table: Table, harm: str) -> None:
    missed = {kind for (kind, found), cell in table.items() if found == harm and cell.missed}
    assert missed <= PLAIN


@pytest.mark.slow
@pytest.mark.parametrize("name", ["data.csv", "data.nc", "data.zip", "data.png", "data"])
def test_a_wrong_ending_makes_no_difference_but_for_being_told(name: str) -> None:
    for seed in seeds():
        if seed.kind not in ("text", "code"):
            right, wrong = (validate(seed.data, name=one, ignore=["F005"]) for one in (seed.name, name))
            assert (seed.name, wrong.quality) == (seed.name, right.quality)
